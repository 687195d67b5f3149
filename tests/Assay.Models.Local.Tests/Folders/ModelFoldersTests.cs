using System.Collections.Immutable;
using Assay.Models.Local.Folders;
using Assay.Testing;

namespace Assay.Models.Local.Tests.Folders;

public sealed class ModelFoldersTests : IDisposable
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";
    private const string Older = "89abcdef0123456789abcdef0123456789abcdef";

    private readonly TemporaryFolder home = new();
    private readonly Dictionary<string, string> variables = [];

    public ModelFoldersTests() => variables["HOME"] = home.Path;

    public void Dispose() => home.Dispose();

    [Fact]
    public void A_path_that_is_there_comes_first()
    {
        Model("models/a");

        Assert.Equal(home["models/a"], Find(home["models/a"]));
        Assert.Equal(home["models/a"], Find("~/models/a"));
        Assert.Equal(home["models/a/config.json"], Find("~/models/a/config.json"));
        Assert.Null(Find("~/models/b"));
    }

    [Theory]
    [InlineData(null, null, ".cache/huggingface/hub")]
    [InlineData("HF_HUB_CACHE", "hub", "hub")]
    [InlineData("HUGGINGFACE_HUB_CACHE", "hub", "hub")]
    [InlineData("HF_HOME", "hf", "hf/hub")]
    [InlineData("XDG_CACHE_HOME", "xdg", "xdg/huggingface/hub")]
    public void The_Hugging_Face_cache_is_where_its_variables_say(string? variable, string? value, string root)
    {
        var snapshot = HuggingFace(root, "org--a-1.5B", Commit, "main");
        if (variable is not null)
        {
            variables[variable] = home[value!];
        }

        Assert.Equal(snapshot, Find("org/a-1.5B"));
        Assert.Null(Find("org/b"));
    }

    [Fact]
    public void A_revision_is_a_branch_a_tag_or_a_commit()
    {
        const string Root = ".cache/huggingface/hub";
        var main = HuggingFace(Root, "org--a", Commit, "main");
        var other = HuggingFace(Root, "org--a", Older, "refs/pr/1");

        Assert.Equal(main, Find("org/a"));
        Assert.Equal(main, Find("org/a", "main"));
        Assert.Equal(main, Find("org/a", Commit));
        Assert.Equal(other, Find("org/a", "refs/pr/1"));
        Assert.Null(Find("org/a", "dev"));
    }

    [Fact]
    public void A_model_fetched_by_commit_alone_is_found_without_a_branch()
    {
        var snapshot = HuggingFace(".cache/huggingface/hub", "gpt2", Commit, branch: null);

        Assert.Equal(snapshot, Find("gpt2"));
        Assert.Null(Find("gpt2", "main"));
    }

    [Theory]
    [InlineData(".cache/modelscope/hub/Qwen/Qwen2___5-0___5B", null)]
    [InlineData(".cache/modelscope/hub/models/Qwen/Qwen2___5-0___5B", null)]
    [InlineData(".cache/modelscope/models/Qwen/Qwen2___5-0___5B", null)]
    [InlineData(".cache/modelscope/hub/models/Qwen/Qwen2.5-0.5B", null)]
    [InlineData("scope/Qwen/Qwen2___5-0___5B", "scope")]
    [InlineData("scope/models/Qwen/Qwen2___5-0___5B", "scope")]
    public void ModelScopes_cache_has_had_several_layouts(string place, string? cache)
    {
        var folder = Model(place);
        if (cache is not null)
        {
            variables["MODELSCOPE_CACHE"] = home[cache];
        }

        Assert.Equal(folder, Find("Qwen/Qwen2.5-0.5B"));
        Assert.Equal("Qwen/Qwen2.5-0.5B", Assert.Single(List()).Id);
    }

    [Fact]
    public void ModelScope_notes_the_revision_beside_the_files()
    {
        var folder = Model(".cache/modelscope/hub/models/org/a");
        home.Write(".cache/modelscope/hub/models/org/a/.mv", "Revision:v1.0,CreatedAt:1720000000");

        Assert.Equal(folder, Find("org/a", "v1.0"));
        Assert.Null(Find("org/a", "v2.0"));
        Assert.Equal("v1.0", Assert.Single(List()).Revision);
    }

    [Fact]
    public void Assays_own_cache_comes_before_the_hubs()
    {
        HuggingFace(".cache/huggingface/hub", "org--a", Commit, "main");
        var own = Model(".cache/assay/models/org/a");

        Assert.Equal(own, Find("org/a"));
    }

    [Fact]
    public void The_root_of_Assays_caches_can_be_moved()
    {
        var byVariable = Model("assay/models/org/a");
        var byFlag = Model("work/models/org/a");
        variables["ASSAY_HOME"] = home["assay"];

        Assert.Equal(byVariable, Find("org/a"));
        Assert.Equal(byFlag, ModelFolders.Find("org/a", null, home["work"], Variable));
    }

    [Theory]
    [InlineData("org/../a")]
    [InlineData("../a")]
    [InlineData("org/a/b")]
    [InlineData("/no-such-model")]
    [InlineData("org/")]
    [InlineData("")]
    [InlineData("org/a b")]
    [InlineData("org\\a")]
    public void Only_names_are_looked_up_in_caches(string name)
    {
        Model(".cache/assay/models/a");
        Model(".cache/assay/a");

        Assert.Null(Find(name));
    }

    [Theory]
    [InlineData("../../x")]
    [InlineData("refs/../x")]
    [InlineData("")]
    [InlineData("/x")]
    public void A_revision_is_not_a_path(string revision) =>
        Assert.Throws<InputException>(() => Find("org/a", revision));

    [Fact]
    public void A_branch_that_leads_out_of_the_cache_is_not_followed()
    {
        HuggingFace(".cache/huggingface/hub", "org--a", Commit, branch: null);
        home.Write(".cache/huggingface/hub/models--org--a/refs/main", "../../..");

        Assert.Null(Find("org/a", "main"));
    }

    [Fact]
    public void The_list_shows_what_is_known_of_each_model()
    {
        var own = Model(".cache/assay/models/org/b", """{"model_type":"qwen2"}""");
        var snapshot = HuggingFace(".cache/huggingface/hub", "org--a", Commit, "main");
        home.Write(".cache/huggingface/hub/blobs/x", "0123456789");
        File.CreateSymbolicLink(Path.Combine(snapshot, "vocab.txt"), home[".cache/huggingface/hub/blobs/x"]);

        var size = """{"model_type":"qwen2"}""".Length + 1;
        Assert.Equal(
            [
                new FoundModel("org/b", own, "Assay's cache", size, "qwen2", null),
                new FoundModel("org/a", snapshot, "HuggingFace cache", size + 10, "qwen2", Commit),
            ],
            List()
        );
    }

    [Fact]
    public void Broken_models_are_listed_without_a_type()
    {
        Model(".cache/assay/models/org/a", "{");
        Model(".cache/assay/models/org/b", """{"model_type":5}""");

        Assert.All(List(), model => Assert.Null(model.ModelType));
        Assert.Equal(2, List().Length);
    }

    [Fact]
    public void Half_downloads_and_other_folders_are_no_models()
    {
        Model(".cache/modelscope/hub/._____temp/org/a");
        home.Write(".cache/modelscope/hub/datasets/org/readme.md", "x");
        home.Write(".cache/huggingface/hub/models--org--b/refs/main", Commit);
        home.Write(".cache/huggingface/hub/datasets--org--c/snapshots/1/config.json", "{}");

        Assert.Empty(List());
    }

    private string Model(string relative, string config = """{"model_type":"qwen2"}""")
    {
        home.Write(relative + "/config.json", config);
        home.Write(relative + "/model.safetensors", "x");
        return home[relative];
    }

    private string HuggingFace(string root, string name, string commit, string? branch)
    {
        if (branch is not null)
        {
            home.Write($"{root}/models--{name}/refs/{branch}", commit + "\n");
        }
        return Model($"{root}/models--{name}/snapshots/{commit}");
    }

    private string? Find(string name, string? revision = null) => ModelFolders.Find(name, revision, null, Variable);

    private ImmutableArray<FoundModel> List() => ModelFolders.List(null, Variable);

    private string? Variable(string name) => variables.GetValueOrDefault(name);
}
