using System.Collections.Immutable;
using Assay.Benchmarks;
using Assay.Models;
using Assay.Models.Baseline;
using CsCheck;

namespace Assay.Tests.Models.Baseline;

public sealed class BaselineModelTests
{
    private static readonly ImmutableArray<string> Labels = ["A", "B", "C", "D"];

    [Fact]
    public async Task Random_depends_on_seed_sample_and_repeat_alone()
    {
        var rows = Enumerable.Range(0, 500).ToArray();
        var inOrder = await AnswersAsync(BaselineModel.Create("random", 42), rows);
        var backwards = await AnswersAsync(BaselineModel.Create("random", 42), [.. rows.Reverse()]);

        Assert.Equal(inOrder, backwards.AsEnumerable().Reverse());
        Assert.NotEqual(inOrder, await AnswersAsync(BaselineModel.Create("random", 43), rows));
        Assert.NotEqual(inOrder, await AnswersAsync(BaselineModel.Create("random", 42), rows, repeat: 1));
    }

    [Fact]
    public void Random_takes_each_candidate_about_as_often() =>
        Gen.Select(Gen.Int, Gen.Int[2, 10])
            .Sample(
                (seed, count) =>
                {
                    const int Samples = 4_000;
                    var model = BaselineModel.Create("random", seed);
                    ImmutableArray<string> candidates = [.. Enumerable.Range(0, count).Select(i => $"{i}")];
                    var expected = (double)Samples / count;
                    var chiSquare = Enumerable
                        .Range(0, Samples)
                        .Select(row => model.AskAsync(Offering(row, candidates)).GetAwaiter().GetResult())
                        .CountBy(answer => answer)
                        .Sum(taken => Math.Pow(taken.Value - expected, 2) / expected);
                    // Beyond this a fair draw comes once in 10⁷ for 9 degrees of freedom.
                    return chiSquare < 50;
                },
                iter: 50
            );

    [Fact]
    public async Task First_takes_the_first_candidate() =>
        Assert.Equal("A", await BaselineModel.Create("first", 0).AskAsync(Offering(0, Labels)));

    [Fact]
    public async Task Longest_takes_the_choice_with_the_longest_text_the_first_of_a_tie()
    {
        var sample = Requests.Sample("mmlu", "virology", 0) with
        {
            Choices = [new("A", "no"), new("B", "seven"), new("C", "maybe"), new("D", "yes")],
        };

        Assert.Equal("B", await BaselineModel.Create("longest", 0).AskAsync(Requests.Origin(sample, Labels)));
    }

    [Fact]
    public async Task Longest_compares_the_candidates_themselves_where_there_are_no_choices() =>
        Assert.Equal("invalid", await BaselineModel.Create("longest", 0).AskAsync(Offering(0, ["valid", "invalid"])));

    [Fact]
    public async Task Majority_takes_the_label_that_is_right_most_often_in_the_few_shot_split()
    {
        var origin = Requests.Origin(Requests.Sample("mmlu", "virology", 0, "A"), Labels, Pool("C", "B", "C"));

        Assert.Equal("C", await BaselineModel.Create("majority", 0).AskAsync(origin));
    }

    [Theory]
    [InlineData("D", "B", "B")]
    [InlineData("E", "E", "A")]
    public async Task Majority_takes_the_first_of_a_tie_among_the_candidates(string one, string other, string expected)
    {
        var origin = Requests.Origin(Requests.Sample("mmlu", "virology", 0), Labels, Pool(one, other));

        Assert.Equal(expected, await BaselineModel.Create("majority", 0).AskAsync(origin));
    }

    [Fact]
    public async Task Majority_takes_the_first_candidate_where_there_is_no_few_shot_split() =>
        Assert.Equal("A", await BaselineModel.Create("majority", 0).AskAsync(Offering(0, Labels)));

    [Fact]
    public async Task Only_majority_reads_the_few_shot_split_of_a_choice()
    {
        var read = false;
        var pool = new Lazy<IReadOnlyList<Sample>>(() =>
        {
            read = true;
            return [];
        });
        foreach (var name in BaselineModel.Names.Remove("majority"))
        {
            await BaselineModel.Create(name, 0).AskAsync(Offering(0, Labels) with { Pool = pool });
        }

        Assert.False(read);
    }

    [Theory]
    [InlineData("first", "12")]
    [InlineData("longest", "1234")]
    [InlineData("majority", "7")]
    public async Task Without_candidates_the_few_shot_split_gives_the_answer(string name, string expected)
    {
        var origin = Requests.Origin(Requests.Sample("gsm8k", "main", 0), pool: Pool("12", "7", "1234", "7"));

        Assert.Equal(expected, await BaselineModel.Create(name, 0).AskAsync(origin));
    }

    [Fact]
    public async Task Random_without_candidates_takes_any_answer_of_the_few_shot_split()
    {
        var pool = Pool("12", "7", "1234");
        var model = BaselineModel.Create("random", 1);
        var taken = new HashSet<string>();
        for (var row = 0; row < 200; row++)
        {
            taken.Add(await model.AskAsync(Requests.Origin(Requests.Sample("gsm8k", "main", row), pool: pool)));
        }

        Assert.Equal(["12", "1234", "7"], taken.Order());
    }

    [Fact]
    public async Task Without_candidates_and_split_the_answer_is_empty()
    {
        foreach (var name in BaselineModel.Names)
        {
            Assert.Equal("", await BaselineModel.Create(name, 0).AskAsync(0));
        }
    }

    [Fact]
    public async Task Asked_for_likelihoods_the_pick_is_the_most_probable()
    {
        foreach (var name in BaselineModel.Names)
        {
            var model = BaselineModel.Create(name, 7);
            var origin = Offering(3, Labels) with { Pool = Pool("C") };
            var scores = await model.ScoreAsync(
                Requests.Scores(origin, " A", " B", " C", " D"),
                TestContext.Current.CancellationToken
            );

            var pick = Labels.IndexOf(await model.AskAsync(origin));
            Assert.Equal(
                Enumerable.Range(0, 4).Select(i => new Likelihood(i == pick ? 0 : -1, 0, i == pick)),
                scores.Choices
            );
        }
    }

    [Fact]
    public void The_seed_is_part_of_the_identity_where_it_changes_answers()
    {
        Assert.Equal("42", BaselineModel.Create("random", 42).Identity.Details["seed"]);
        Assert.Empty(BaselineModel.Create("first", 42).Identity.Details);
        Assert.Equal("baseline:random", BaselineModel.Create("Random", 42).Identity.Name);
    }

    [Fact]
    public void An_unknown_baseline_is_refused_with_the_nearest()
    {
        var refusal = Assert.Throws<InputException>(() => BaselineModel.Create("randon", 42));

        Assert.Equal("did you mean 'random'? known: first, longest, majority, random", refusal.Remedy);
    }

    private static RequestOrigin Offering(int row, ImmutableArray<string> candidates) =>
        Requests.Origin(Requests.Sample("mmlu", "virology", row), candidates);

    private static Lazy<IReadOnlyList<Sample>> Pool(params string[] references) =>
        new(() => [.. references.Select((reference, i) => Requests.Sample("any", "train", i, reference))]);

    private static async Task<List<string>> AnswersAsync(BaselineModel model, int[] rows, int repeat = 0)
    {
        var answers = new List<string>();
        foreach (var row in rows)
        {
            answers.Add(await model.AskAsync(Offering(row, Labels) with { Repeat = repeat }));
        }
        return answers;
    }
}
