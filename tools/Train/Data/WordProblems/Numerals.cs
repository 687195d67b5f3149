namespace Assay.Train.Data.WordProblems;

/// <summary>Numbers and steps of arithmetic as the word problems write them.</summary>
internal static class Numerals
{
    /// <summary>With thousands separators.</summary>
    public static string N(decimal value) => value.ToString("#,##0.####");

    /// <summary>"a + b + … = sum".</summary>
    public static string Plus(params IReadOnlyList<decimal> terms) =>
        $"{string.Join(" + ", terms.Select(N))} = {N(terms.Sum())}";

    /// <summary>"a - b = difference".</summary>
    public static string Minus(decimal a, decimal b) => $"{N(a)} - {N(b)} = {N(a - b)}";

    /// <summary>"a / b = quotient".</summary>
    public static string Over(decimal a, decimal b) => $"{N(a)} / {N(b)} = {N(a / b)}";

    /// <summary>"a * b = product"; a product of two longer numbers is taken apart into tens and ones, one with hundredths into
    /// tenths and hundredths.</summary>
    public static string Times(decimal a, decimal b)
    {
        var hundredths = decimal.Truncate(b * 100) % 10 / 100;
        if (b is > 0.1m and < 1 && hundredths > 0)
        {
            var tenths = b - hundredths;
            return $"{N(a)} * {N(b)} = {N(a)} * {N(tenths)} + {N(a)} * {N(hundredths)} = {N(a * tenths)} + {N(a * hundredths)} = {N(a * b)}";
        }
        var whole = decimal.IsInteger(a) && decimal.IsInteger(b);
        if (!whole || Digits(a) < 2 || Digits(b) < 2)
        {
            return $"{N(a)} * {N(b)} = {N(a * b)}";
        }
        var (tens, ones) = (Math.Floor(b / 10) * 10, b % 10);
        return $"{N(a)} * {N(b)} = {N(a)} * {N(tens)} + {N(a)} * {N(ones)} = {N(a * tens)} + {N(a * ones)} = {N(a * b)}";

        // Zeros at the end do not make a product harder.
        static int Digits(decimal value) => $"{value:0}".TrimEnd('0').Length;
    }
}
