using System.Text.Json;
using Assay.Tokenizers.Decoding;
using Assay.Tokenizers.Folders;
using Assay.Tokenizers.Normalizers;
using Assay.Tokenizers.PreTokenizers;

namespace Assay.Tokenizers.Tests.Support;

/// <summary>Parts of a pipeline by themselves, written as tokenizer.json writes them.</summary>
internal static class Parsed
{
    public static JsonNode Json(string json) => new(JsonDocument.Parse(json).RootElement, "tokenizer.json", "");

    public static string Normalize(string json, string text) =>
        NormalizerReader.Read(Json(json)).Normalize(text, atStart: true);

    /// <summary>The words, in order.</summary>
    public static string[] Split(string json, string text, bool atStart = true)
    {
        var pieces = new List<Piece> { new(text, 0, text.Length, atStart) };
        foreach (var step in PreTokenizerReader.Read(Json(json)))
        {
            var next = new List<Piece>();
            pieces.ForEach(piece => step.Split(piece, next));
            pieces = next;
        }
        return [.. pieces.Select(piece => piece.ToString())];
    }

    /// <summary>The text of tokens, each given on as soon as it is known; "|" stands between what came at a time.</summary>
    public static string Decode(string json, params string[] tokens)
    {
        var text = new DecoderChain(DecoderReader.Read(Json(json))).Start(continues: false);
        var pieces = new List<string>();
        foreach (var token in tokens)
        {
            text.First.Take(token, literal: false);
            pieces.Add(text.Taken());
        }
        text.First.End();
        pieces.Add(text.Taken());
        return string.Join('|', pieces);
    }
}
