import GateModel
import TestSelection
import Testing

@Suite struct LinkedPathTests {
  @Test func `a file is found through a link to it or to a directory above it`() throws {
    let stack = try #require(SourceStacks.named(runner: "pytest"))
    var files = VirtualFiles([
      "shared/mod.py": "", "shared/deep/far.py": "", "lib/a.py": "", "test_file.py": "import linked",
      "test_directory.py": "from other import mod", "test_far.py": "import other.deep.far",
      "test_chain.py": "import again",
      "test_none.py": "import lib.a",
    ])
    files.links = ["linked.py": "./shared/../shared/mod.py", "other": "shared", "again.py": "other/mod.py"]
    #expect(
      files.tests("shared/mod.py", runner: "pytest") == ["test_chain.py", "test_directory.py", "test_file.py"])
    #expect(files.tests("shared/deep/far.py", runner: "pytest") == ["test_far.py"])
    #expect(files.testsOfOtherDigest(changing: "shared/deep/far.py", stack) == ["test_far.py"])
  }

  @Test func `a test behind a link to a directory runs under its own path`() {
    var files = VirtualFiles(["a.py": "", "real/test_a.py": "import a"])
    files.links = ["tests": "real", "test_link.py": "real/test_a.py"]
    #expect(files.tests("a.py", runner: "pytest") == ["real/test_a.py", "test_link.py"])
  }

  @Test(arguments: ["../outside", "/etc", "nowhere", "", "self", "."])
  func `a link that leads nowhere, out of the repository or in a circle does no harm`(target: String) {
    var files = VirtualFiles(["pkg/a.py": "", "test_a.py": "import pkg.a"])
    files.links = ["self": target, "pkg/around": "..", "pkg/b": "c", "pkg/c": "b"]
    #expect(files.tests("pkg/a.py", runner: "pytest") == ["test_a.py"])
  }

  @Test func `data that nobody names may be read under each of its paths`() throws {
    let stack = try #require(SourceStacks.named(runner: "pytest"))
    var files = VirtualFiles([
      "lib/a.py": "", "lib/data/x.json": "", "tests/test_a.py": "import lib.a", "unit/test_b.py": "",
      "other/test_c.py": "",
    ])
    files.links = ["unit/linked": "../lib/data"]
    #expect(files.tests("lib/data/x.json", runner: "pytest") == ["tests/test_a.py", "unit/test_b.py"])
    #expect(files.testsOfOtherDigest(changing: "lib/data/x.json", stack) == ["tests/test_a.py", "unit/test_b.py"])
    files.texts["other/test_c.py"] = "open('linked/x.json')"
    #expect(files.tests("lib/data/x.json", runner: "pytest") == ["other/test_c.py"])
    #expect(files.testsOfOtherDigest(changing: "lib/data/x.json", stack) == ["other/test_c.py"])
  }

  @Test func `a link that changes selects everything`() {
    var files = VirtualFiles(["real/a.py": "", "test_a.py": ""])
    files.links = ["other": "real"]
    let version = FileVersion(mode: .symbolicLink, id: VirtualFiles.id(of: "real"))
    #expect(files.tests([Change(.modified, "other", new: version)], runner: "pytest") == ["*"])
  }

  @Test func `links to more than can be followed make every change everybody's`() {
    var files = VirtualFiles(["test_a.py": "import a", "test_b.py": "", "a.py": ""])
    for number in 0..<300 { files.texts["many/f\(number).py"] = "" }
    for number in 0..<60 { files.links["link\(number)"] = "many" }
    #expect(files.tests("a.py", runner: "pytest") == ["*"])
  }
}
