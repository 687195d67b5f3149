namespace Assay.Train.Data.Mathematics;

/// <summary>Elementary mathematics with four choices, each with a line of working.</summary>
public static class MathQuestions
{
    private static readonly Func<Random, ChoiceExercise>[] Kinds =
    [
        MeasureQuestions.Prices,
        NumberQuestions.Remainder,
        NumberQuestions.CommonMultiple,
        FractionQuestions.FractionSum,
        MeasureQuestions.Journey,
        MeasureQuestions.MissingOfMean,
        NumberQuestions.Riddle,
        MeasureQuestions.MeanOfList,
        NumberQuestions.DecimalProduct,
        NumberQuestions.Power,
        FractionQuestions.Discount,
        NumberQuestions.TimesTable,
        MeasureQuestions.Perimeter,
        FractionQuestions.PercentOf,
        NumberQuestions.Equation,
        FractionQuestions.LargestFraction,
        NumberQuestions.Sum,
        NumberQuestions.Sequence,
    ];

    /// <summary>The next one.</summary>
    public static ChoiceExercise Next(Random random) => random.Pick(Kinds)(random);
}
