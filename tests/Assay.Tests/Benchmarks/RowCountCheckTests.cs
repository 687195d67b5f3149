using Assay.Benchmarks;

namespace Assay.Tests.Benchmarks;

public sealed class RowCountCheckTests
{
    [Fact]
    public void A_row_too_few_is_a_warning_that_names_both_numbers() =>
        Assert.StartsWith(
            "mmlu/anatomy: the data have 134 rows where 135 were published",
            RowCountCheck.Warning("mmlu", new SubsetInfo("anatomy", 135), 134),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(135, 135)]
    [InlineData(null, 7)]
    public void Nothing_is_said_where_the_numbers_agree_or_none_is_known(int? published, long rows) =>
        Assert.Null(RowCountCheck.Warning("mmlu", new SubsetInfo("anatomy", published), rows));
}
