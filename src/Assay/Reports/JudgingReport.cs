using System.Collections.Immutable;

namespace Assay.Reports;

/// <summary>What judges did with one model's answers on one data set.</summary>
/// <param name="Model">Whose answers.</param>
/// <param name="Dataset">The data set.</param>
/// <param name="Judges">By judge, in the order of the plan.</param>
/// <param name="Agreement">How far they agree with each other; null for a single judge.</param>
/// <param name="People">How far they agree with people; null where no answer is labelled.</param>
public sealed record JudgingReport(
    string Model,
    string Dataset,
    ImmutableArray<JudgeReport> Judges,
    AgreementReport? Agreement,
    PeopleReport? People
);

/// <summary>What one judge did.</summary>
/// <param name="Judge">Its name.</param>
/// <param name="Asked">Answers that it was asked about.</param>
/// <param name="Repaired">Those on which only its second reply held a verdict.</param>
/// <param name="Unread">Those on which neither reply did: no verdict, and never counted as a bad one.</param>
/// <param name="Failed">Those on which it gave no reply.</param>
public sealed record JudgeReport(string Judge, int Asked, int Repaired, int Unread, int Failed);

/// <summary>How far judges agree with each other.</summary>
/// <param name="Pairs">Each pair of judges.</param>
/// <param name="Alpha">Krippendorff's α over all of them; null where it is undefined.</param>
public sealed record AgreementReport(ImmutableArray<PairAgreement> Pairs, double? Alpha);

/// <summary>How far two judges agree.</summary>
/// <param name="First">One.</param>
/// <param name="Second">The other.</param>
/// <param name="N">Answers that both have a verdict on.</param>
/// <param name="Kappa">Cohen's κ (of scores, with quadratic weights); null where it is undefined.</param>
public sealed record PairAgreement(string First, string Second, int N, double? Kappa);

/// <summary>How far judges agree with people.</summary>
/// <param name="N">Verdicts on labelled answers.</param>
/// <param name="Same">The share of them that is the label.</param>
/// <param name="Kappa">Cohen's κ (of scores, with quadratic weights); null where it is undefined.</param>
public sealed record PeopleReport(int N, double Same, double? Kappa);
