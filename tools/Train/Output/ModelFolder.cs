using System.Text.Encodings.Web;
using System.Text.Json;
using Assay.Train.Model;
using Assay.Train.Vocabulary;

namespace Assay.Train.Output;

/// <summary>Writes a model as the folder of files that the hubs use.</summary>
public sealed class ModelFolder(string path)
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly int EndOfText = BytePairTokenizer.Specials.IndexOf(BytePairTokenizer.EndOfText);
    private static readonly int MessageEnd = BytePairTokenizer.Specials.IndexOf(BytePairTokenizer.MessageEnd);

    /// <summary>Writes everything but the card.</summary>
    public void Write(Weights<float> weights, BytePairTokenizer tokenizer)
    {
        Directory.CreateDirectory(path);
        Json("config.json", json => Config(json, weights.Shape));
        Json("generation_config.json", Generation);
        Json("tokenizer.json", json => Tokenizer(json, tokenizer));
        Json("tokenizer_config.json", json => TokenizerConfig(json, weights.Shape));
        using var file = File.Create(Path.Combine(path, "model.safetensors"));
        using var buffered = new BufferedStream(file, 1 << 20);
        SafetensorsWriter.Write(buffered, weights);
    }

    /// <summary>Writes the model card.</summary>
    public void WriteCard(string text) => File.WriteAllText(Path.Combine(path, "README.md"), text);

    /// <summary>A text that comes with this program.</summary>
    public static string Resource(string name)
    {
        using var stream =
            typeof(ModelFolder).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"no resource {name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private void Json(string name, Action<Utf8JsonWriter> write)
    {
        using var file = File.Create(Path.Combine(path, name));
        using (var json = new Utf8JsonWriter(file, Readable))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        file.WriteByte((byte)'\n');
    }

    private static void Config(Utf8JsonWriter json, ModelShape shape)
    {
        json.WriteStartArray("architectures");
        json.WriteStringValue("LlamaForCausalLM");
        json.WriteEndArray();
        json.WriteBoolean("attention_bias", false);
        json.WriteNumber("bos_token_id", EndOfText);
        json.WriteNumber("eos_token_id", EndOfText);
        json.WriteNumber("head_dim", shape.HeadWidth);
        json.WriteString("hidden_act", "silu");
        json.WriteNumber("hidden_size", shape.Width);
        json.WriteNumber("initializer_range", 0.02);
        json.WriteNumber("intermediate_size", shape.Hidden);
        json.WriteNumber("max_position_embeddings", shape.Context);
        json.WriteBoolean("mlp_bias", false);
        json.WriteString("model_type", "llama");
        json.WriteNumber("num_attention_heads", shape.Heads);
        json.WriteNumber("num_hidden_layers", shape.Layers);
        json.WriteNumber("num_key_value_heads", shape.Heads);
        json.WriteNumber("rms_norm_eps", shape.Epsilon);
        json.WriteNull("rope_scaling");
        json.WriteNumber("rope_theta", shape.RotaryBase);
        json.WriteBoolean("tie_word_embeddings", true);
        json.WriteString("torch_dtype", "float16");
        json.WriteBoolean("use_cache", true);
        json.WriteNumber("vocab_size", shape.Vocabulary);
    }

    private static void Generation(Utf8JsonWriter json)
    {
        json.WriteNumber("bos_token_id", EndOfText);
        json.WriteBoolean("do_sample", false);
        json.WriteStartArray("eos_token_id");
        json.WriteNumberValue(EndOfText);
        json.WriteNumberValue(MessageEnd);
        json.WriteEndArray();
        json.WriteNumber("pad_token_id", EndOfText);
    }

    private static void Tokenizer(Utf8JsonWriter json, BytePairTokenizer tokenizer)
    {
        json.WriteString("version", "1.0");
        json.WriteNull("truncation");
        json.WriteNull("padding");
        json.WriteStartArray("added_tokens");
        for (var id = 0; id < BytePairTokenizer.Specials.Length; id++)
        {
            json.WriteStartObject();
            json.WriteNumber("id", id);
            AddedToken(json, BytePairTokenizer.Specials[id]);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNull("normalizer");
        json.WriteStartObject("pre_tokenizer");
        json.WriteString("type", "Sequence");
        json.WriteStartArray("pretokenizers");
        json.WriteStartObject();
        json.WriteString("type", "Split");
        json.WriteStartObject("pattern");
        json.WriteString("Regex", PreTokenizer.Pattern);
        json.WriteEndObject();
        json.WriteString("behavior", "Isolated");
        json.WriteBoolean("invert", false);
        json.WriteEndObject();
        json.WriteStartObject();
        ByteLevel(json);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteNull("post_processor");
        json.WriteStartObject("decoder");
        ByteLevel(json);
        json.WriteEndObject();
        json.WriteStartObject("model");
        Model(json, tokenizer);
        json.WriteEndObject();
    }

    private static void ByteLevel(Utf8JsonWriter json)
    {
        json.WriteString("type", "ByteLevel");
        json.WriteBoolean("add_prefix_space", false);
        json.WriteBoolean("trim_offsets", true);
        json.WriteBoolean("use_regex", false);
    }

    private static void Model(Utf8JsonWriter json, BytePairTokenizer tokenizer)
    {
        json.WriteString("type", "BPE");
        json.WriteNull("dropout");
        json.WriteNull("unk_token");
        json.WriteNull("continuing_subword_prefix");
        json.WriteNull("end_of_word_suffix");
        json.WriteBoolean("fuse_unk", false);
        json.WriteBoolean("byte_fallback", false);
        json.WriteBoolean("ignore_merges", false);
        json.WriteStartObject("vocab");
        for (var id = 0; id < tokenizer.Count; id++)
        {
            var special = id < BytePairTokenizer.Specials.Length;
            json.WriteNumber(special ? BytePairTokenizer.Specials[id] : ByteLetters.Write(tokenizer.Bytes(id)), id);
        }
        json.WriteEndObject();
        json.WriteStartArray("merges");
        foreach (var (left, right) in tokenizer.Merges)
        {
            json.WriteStringValue(
                $"{ByteLetters.Write(tokenizer.Bytes(left))} {ByteLetters.Write(tokenizer.Bytes(right))}"
            );
        }
        json.WriteEndArray();
    }

    private static void TokenizerConfig(Utf8JsonWriter json, ModelShape shape)
    {
        json.WriteBoolean("add_bos_token", false);
        json.WriteBoolean("add_prefix_space", false);
        json.WriteStartObject("added_tokens_decoder");
        for (var id = 0; id < BytePairTokenizer.Specials.Length; id++)
        {
            json.WriteStartObject($"{id}");
            AddedToken(json, BytePairTokenizer.Specials[id]);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteString("bos_token", BytePairTokenizer.EndOfText);
        json.WriteString("chat_template", Resource("chat_template").TrimEnd('\n'));
        json.WriteBoolean("clean_up_tokenization_spaces", false);
        json.WriteString("eos_token", BytePairTokenizer.MessageEnd);
        json.WriteNumber("model_max_length", shape.Context);
        json.WriteString("pad_token", BytePairTokenizer.EndOfText);
        json.WriteString("tokenizer_class", "PreTrainedTokenizerFast");
        json.WriteNull("unk_token");
    }

    private static void AddedToken(Utf8JsonWriter json, string content)
    {
        json.WriteString("content", content);
        json.WriteBoolean("lstrip", false);
        json.WriteBoolean("normalized", false);
        json.WriteBoolean("rstrip", false);
        json.WriteBoolean("single_word", false);
        json.WriteBoolean("special", true);
    }
}
