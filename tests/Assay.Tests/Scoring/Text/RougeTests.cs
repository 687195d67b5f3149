using Assay.Scoring.Text;

namespace Assay.Tests.Scoring.Text;

/// <summary>Values of rouge-score's own tests (google-research/google-research rouge/rouge_scorer_test.py).</summary>
public sealed class RougeTests
{
    private const string Target =
        "KsJdPByEtAor fE-Qg Dpdbring cw-WeFyu vC MoBL Xdn g wkvcEiGvKtion BDFhrpMtion psing sbKao Q m qiing LMmer HqqLFXe,XPY,J XsurkMer ,ed nB'wH'bWVHjWFEing tQ.saefZwJtKrTlixYpMMsJing UCAPwNHeYVjDing c T BUySKtion gMPfJpwGw p'NvxAoping eu pBwMBKV'I DNxqelhu,PHPxDEq,mtion SN\n";

    private const string Prediction =
        "nn cw-WeFyu vC MoBL Xdn g wkvcEiGvKtion BDFhrpMer pstion sbKao Q m qier LMmed HqqLFXe,XPY,J XsurkMeo ,ed nB'wH'bWVHjWFEer tQ.saefZwJtKrTlixYpMMNJtion UCAPwNHeYVjD\n";

    private static readonly Rouge Plain = new();
    private static readonly Rouge Stemmed = new(stem: true);

    [Fact]
    public void Rouge1_of_random_words() => Same(0.65385, 0.40476, 0.50000, Plain.N(1, Target, Prediction));

    [Fact]
    public void Rouge1_of_random_words_stemmed() => Same(0.69231, 0.42857, 0.52941, Stemmed.N(1, Target, Prediction));

    [Fact]
    public void Rouge2_of_random_words() => Same(0.48000, 0.29268, 0.36364, Plain.N(2, Target, Prediction));

    [Fact]
    public void RougeL_of_random_words() => Same(0.65385, 0.40476, 0.50000, Plain.L(Target, Prediction));

    [Theory]
    [InlineData("testing one two", "testing", 1, 1.0, 1 / 3.0, 1 / 2.0)]
    [InlineData("testing one two", "testing one", 2, 1.0, 1 / 2.0, 2 / 3.0)]
    [InlineData("testing one two", "", 1, 0, 0, 0)]
    [InlineData("", "testing", 2, 0, 0, 0)]
    public void Common_n_grams(string reference, string prediction, int n, double precision, double recall, double f) =>
        Same(precision, recall, f, Plain.N(n, reference, prediction));

    [Theory]
    [InlineData("testing one two", "testing one", 2 / 3.0)]
    [InlineData("testing one two", "testing two", 2 / 3.0)]
    [InlineData("testing one two", "/", 0)]
    public void The_longest_common_subsequence_may_have_gaps(string reference, string prediction, double recall) =>
        Assert.Equal(recall, Plain.L(reference, prediction).Recall, 12);

    [Fact]
    public void Lsum_unites_what_the_lines_have_in_common() =>
        Same(0.4, 0.8, 0.53333, Plain.Lsum("w1 w2 w3 w4 w5", "w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5"));

    [Fact]
    public void Lsum_counts_a_word_as_often_as_both_texts_have_it() =>
        Assert.Equal(1 / 3.0, Plain.Lsum("a\na\na", "a").Recall, 12);

    [Fact]
    public void L_of_random_lists_is_that_of_the_table()
    {
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var letters = 1 + random.Next(40);
            var (a, b) = (Letters(random.Next(200)), Letters(random.Next(200)));

            Assert.Equal(Table(a, b) / (double)Math.Max(1, a.Length), Plain.L(Text(a), Text(b)).Recall, 12);

            string[] Letters(int length) => [.. Enumerable.Range(0, length).Select(_ => $"w{random.Next(letters)}")];
        }

        static string Text(string[] words) => string.Join(' ', words);
    }

    [Fact]
    public void Texts_of_100_kB_are_compared_whole()
    {
        var words = string.Join(' ', Enumerable.Range(0, 17_000).Select(i => $"w{i % 3_000}"));

        Assert.Equal(1, Plain.L(words, words).F, 12);
        Assert.Equal(1, Plain.N(2, words, words).F, 12);
    }

    [Fact]
    public void Lsum_compares_no_more_pairs_than_it_says()
    {
        var line = string.Join(' ', Enumerable.Repeat("a", 6_000));

        Assert.Equal(0, Plain.Lsum(line, line).F);
    }

    private static int Table(string[] a, string[] b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                table[i, j] =
                    a[i - 1] == b[j - 1] ? table[i - 1, j - 1] + 1 : Math.Max(table[i - 1, j], table[i, j - 1]);
            }
        }
        return table[a.Length, b.Length];
    }

    private static void Same(double precision, double recall, double f, RougeValue actual)
    {
        Assert.Equal(precision, actual.Precision, 5);
        Assert.Equal(recall, actual.Recall, 5);
        Assert.Equal(f, actual.F, 5);
    }
}
