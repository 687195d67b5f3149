using Assay;
using Assay.Train;

try
{
    var settings = Settings.Parse(args);
    var run = await TrainingRun.CreateAsync(settings, CancellationToken.None);
    if (settings.Show > 0)
    {
        run.ShowDocuments();
        return 0;
    }
    await run.TrainAsync(CancellationToken.None);
    return 0;
}
catch (InputException e)
{
    await Console.Error.WriteLineAsync($"train: {e.Message}");
    return 2;
}
