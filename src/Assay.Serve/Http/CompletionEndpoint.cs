using System.Collections.Immutable;
using Assay.Serve.Answers;
using Assay.Serve.Metrics;
using Assay.Serve.Requests;
using Microsoft.AspNetCore.Http;

namespace Assay.Serve.Http;

/// <summary><c>POST /v1/chat/completions</c> and <c>/v1/completions</c>.</summary>
internal sealed class CompletionEndpoint(
    IAnswerSource source,
    ServeOptions options,
    Admission admission,
    ServeMetrics metrics
)
{
    public Task ChatAsync(HttpContext context) => AnswerAsync(context, CompletionRequest.ReadChat);

    public Task CompleteAsync(HttpContext context) => AnswerAsync(context, CompletionRequest.ReadCompletion);

    private async Task AnswerAsync(HttpContext context, Func<Fields, long?, CompletionRequest> read)
    {
        var clock = new AnswerClock(options.Time, metrics);
        var request = await RequestBody.ReadAsync(
            context,
            fields =>
            {
                ModelName.Check(fields, source.Name);
                return read(fields, options.Seed);
            }
        );
        using var place = await admission.EnterAsync(context.RequestAborted);
        var prompts = request.Prompts.Select(prompt => source.Open(prompt, request.Sampling)).ToImmutableArray();
        clock.Prompts(prompts);
        var echoes = await EchoedPrompt.AllAsync(request, prompts, source.Model, context.RequestAborted);
        var model = request.LogProbs ? source.Model : null;
        Choice[] choices =
        [
            .. from p in Enumerable.Range(0, prompts.Length)
            from _ in Enumerable.Range(0, request.Answers)
            select new Choice(prompts[p], echoes[p], model, request.IsChat),
        ];
        var json = new AnswerJson(request, source.Name, source.Model, options.Time.GetUtcNow().ToUnixTimeSeconds());
        await using var run = ChoiceRun.Start(prompts, request.Answers, context.RequestAborted);
        if (request.Stream)
        {
            await new StreamedAnswer(context, request, json, choices, clock, options.OnFailure).SendAsync(run);
        }
        else
        {
            await SendWholeAsync(context, run, json, choices, clock);
        }
    }

    private static async Task SendWholeAsync(
        HttpContext context,
        ChoiceRun run,
        AnswerJson json,
        Choice[] choices,
        AnswerClock clock
    )
    {
        await foreach (var (index, piece) in run.Pieces.ReadAllAsync(context.RequestAborted))
        {
            clock.Piece(index, piece);
            choices[index].Add(piece);
        }
        var usage = clock.End();
        await JsonReply.SendAsync(context, StatusCodes.Status200OK, writer => json.WriteWhole(writer, choices, usage));
    }
}
