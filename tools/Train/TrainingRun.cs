using System.Diagnostics;
using Assay.Train.Data;
using Assay.Train.Evaluation;
using Assay.Train.Model;
using Assay.Train.Output;
using Assay.Train.Training;
using Assay.Train.Vocabulary;

namespace Assay.Train;

/// <summary>From generated text to the model's folder: vocabulary, training, rounding, evaluation.</summary>
internal sealed class TrainingRun
{
    private const int VocabularyDocuments = 30_000;
    private const int BatchSequences = 2;
    private const int SequenceTokens = 1_024;
    private const float PeakRate = 3e-3f;
    private const int WarmUp = 200;
    private const int StepsPerLine = 250;
    private const int StepsPerLook = 1_500;
    private const int HeldOutOfEachKind = 32;

    private static readonly ModelShape Shape = new()
    {
        Vocabulary = 2_048,
        Width = 128,
        Layers = 6,
        Heads = 4,
        Hidden = 384,
    };

    private readonly Settings settings;
    private readonly Corpus corpus;
    private readonly ModelFolder folder;
    private readonly Stopwatch clock = Stopwatch.StartNew();

    private TrainingRun(Settings settings, Corpus corpus)
    {
        (this.settings, this.corpus) = (settings, corpus);
        folder = new(settings.Out);
    }

    /// <summary>Reads the mini sets, whose questions must not be taught, and prepares the text.</summary>
    public static async Task<TrainingRun> CreateAsync(Settings settings, CancellationToken cancellation) =>
        new(settings, new(new(await MiniSets.QuestionsAsync(cancellation))));

    /// <summary>Prints some of the text.</summary>
    public void ShowDocuments()
    {
        var random = new Random(settings.Seed);
        for (var i = 0; i < settings.Show; i++)
        {
            Console.WriteLine($"{corpus.Next(random).Text}\n----------");
        }
    }

    /// <summary>Does everything.</summary>
    public async Task TrainAsync(CancellationToken cancellation)
    {
        var tokenizer = LearnVocabulary();
        Say($"{tokenizer.Count:N0} tokens in the vocabulary");
        using var weights = new Weights<float>(Shape);
        weights.Initialise(settings.Seed);
        Say($"{weights.Layout.Count:N0} parameters");
        Train(weights, tokenizer);
        SafetensorsWriter.Round(weights);
        folder.Write(weights, tokenizer);
        var rejected = corpus.Rejected.Select(pair => $"{pair.Key} {pair.Value}");
        Say($"trained; documents thrown away as too near to the mini sets: {string.Join(", ", rejected)}");
        var results = await MiniSets.AskAsync(() => new(weights, tokenizer), settings.Threads, cancellation);
        Report.Write(results, settings.Answers);
        folder.WriteCard(Report.Card(results, weights.Layout.Count, settings));
        Say("done");
    }

    private BytePairTokenizer LearnVocabulary()
    {
        var random = new Random(settings.Seed);
        return BytePairLearner.Learn(
            Enumerable.Range(0, VocabularyDocuments).Select(_ => corpus.Next(random).Text),
            Shape.Vocabulary
        );
    }

    private void Train(Weights<float> weights, BytePairTokenizer tokenizer)
    {
        var random = new Random(settings.Seed + 1);
        var (done, tokens, loss) = (0, 0L, 0.0);
        var packer = new Packer(() => corpus.Next(random), tokenizer, SequenceTokens);
        var schedule = new Schedule(PeakRate, Math.Min(WarmUp, settings.Steps / 10), settings.Steps);
        var heldOut = new HeldOut(HeldOutOfEachKind);
        using var trainer = new Trainer(weights, BatchSequences, SequenceTokens, settings.Threads);
        while (done < settings.Steps)
        {
            Sequence[] batch = [.. Enumerable.Range(0, BatchSequences).Select(_ => packer.Next())];
            loss += trainer.Step(batch, schedule.Rate(done));
            tokens += batch.Sum(sequence => sequence.Tokens.Length);
            done++;
            if (done % StepsPerLine == 0)
            {
                Say($"step {done:N0}, loss {loss / StepsPerLine:0.0000}, {tokens:N0} tokens");
                loss = 0;
            }
            if (done % StepsPerLook == 0)
            {
                Say(heldOut.Ask(new(weights, tokenizer)));
                folder.Write(weights, tokenizer);
            }
        }
    }

    private void Say(string text) => Console.WriteLine($"[{clock.Elapsed.TotalSeconds, 5:0} s] {text}");
}
