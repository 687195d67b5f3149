namespace Assay.Train.Training;

/// <summary>The learning rate: a linear warm-up, then half a cosine down to a fiftieth of it.</summary>
/// <param name="Peak">The highest rate.</param>
/// <param name="WarmUp">Steps until it is reached.</param>
/// <param name="Steps">Steps in all.</param>
public sealed record Schedule(float Peak, int WarmUp, int Steps)
{
    private const float Floor = 0.02f;

    /// <summary>The rate of a step, counted from 0.</summary>
    public float Rate(int step)
    {
        if (step < WarmUp)
        {
            return Peak * (step + 1) / WarmUp;
        }
        var done = (float)(step - WarmUp) / Math.Max(1, Steps - WarmUp);
        return Peak * (Floor + ((1 - Floor) * 0.5f * (1 + MathF.Cos(MathF.PI * done))));
    }
}
