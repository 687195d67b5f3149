using Assay.Scoring.Text;

namespace Assay.Tests.Scoring.Text;

/// <summary>As NLTK's word_tokenize cuts them.</summary>
public sealed class TreebankTokenizerTests
{
    [Theory]
    [InlineData("I can't go; he'll cannot (really) pay $3.88.", "I|ca|n't|go|;|he|'ll|can|not|(|really|)|pay|$|3.88|.")]
    [InlineData("\"Yes\", she said.", "``|Yes|''|,|she|said|.")]
    [InlineData("They're 'tis gonna -- well...", "They|'re|'t|is|gon|na|--|well|...")]
    [InlineData("10,000 co-op x:y 5:30", "10,000|co-op|x|:|y|5:30")]
    [InlineData("The letter 'C' isn't O'Neil's.", "The|letter|'|C|'|is|n't|O'Neil|'s|.")]
    [InlineData("He left. She stayed.", "He|left|.|She|stayed|.")]
    [InlineData("Dr. Who met J. R. Smith in the U.S. again.", "Dr.|Who|met|J.|R.|Smith|in|the|U.S.|again|.")]
    [InlineData("", "")]
    public void Words_and_punctuation(string text, string tokens) =>
        Assert.Equal(tokens, string.Join('|', TreebankTokenizer.Tokenize(text)));
}
