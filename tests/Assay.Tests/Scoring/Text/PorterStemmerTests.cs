using Assay.Scoring.Text;

namespace Assay.Tests.Scoring.Text;

/// <summary>The examples of Porter's paper, and NLTK's changes.</summary>
public sealed class PorterStemmerTests
{
    [Theory]
    [InlineData("caresses caress ponies poni cats cat feed feed agreed agre plastered plaster bled bled")]
    [InlineData("motoring motor sing sing conflated conflat troubled troubl sized size hopping hop tanned tan")]
    [InlineData("falling fall hissing hiss fizzed fizz failing fail filing file happy happi relational relat")]
    [InlineData(
        "conditional condit rational ration valency valenc hesitancy hesit digitizer digit conformably conform"
    )]
    [InlineData("radically radic differently differ vilely vile analogously analog vietnamization vietnam")]
    [InlineData(
        "predication predic operator oper feudalism feudal decisiveness decis hopefulness hope callousness callous"
    )]
    [InlineData(
        "formality formal sensitivity sensit sensibility sensibl triplicate triplic formative form formalize formal"
    )]
    [InlineData("electricity electr electrical electr goodness good revival reviv allowance allow inference infer")]
    [InlineData(
        "airliner airlin gyroscopic gyroscop adjustable adjust defensible defens irritant irrit replacement replac"
    )]
    [InlineData("adjustment adjust dependent depend adoption adopt homologous homolog communism commun activate activ")]
    [InlineData(
        "angularity angular effective effect bowdlerize bowdler probate probat rate rate cease ceas controll control"
    )]
    public void Suffixes_are_stripped(string wordsAndStems) => Check(wordsAndStems);

    [Theory]
    [InlineData("dying die skies sky news news proceed proceed innings inning")]
    [InlineData("ties tie died die spied spi enjoy enjoy archaeology archaeolog beautifully beauti")]
    public void Some_words_go_their_own_way_in_NLTK(string wordsAndStems) => Check(wordsAndStems);

    private static void Check(string wordsAndStems) =>
        Assert.All(
            wordsAndStems.Split(' ').Chunk(2),
            pair => Assert.Equal((pair[0], pair[1]), (pair[0], PorterStemmer.Stem(pair[0])))
        );
}
