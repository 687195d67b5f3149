namespace Assay.Models.OpenAi.Wire;

/// <summary>What an exchange is waiting for.</summary>
internal enum Phase
{
    FirstByte,
    Idle,
}
