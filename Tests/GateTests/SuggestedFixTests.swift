import Foundation
import GateModel
import GateTestSupport
import Testing

/// What SARIF says of fixes that are known and not written.
@Suite struct SuggestedFixTests {
  private func results(_ files: [RepositoryPath: String]) throws -> (
    repository: TestRepository, text: String, results: [[String: Any]]
  ) {
    let repository = try TestRepository.gated("version: 1\nchecks: { black: { preset: black } }\n")
    try repository.git("branch", "start")
    for (path, text) in files { try repository.write(path, text) }
    try repository.git("add", ".")
    try repository.commit("more")
    let run = try repository.gate("check", "--range", "start..HEAD", "--format", "sarif")
    #expect(run.status == 1, "\(run.everything)")
    let document = try JSONSerialization.jsonObject(with: Data(run.stdout)) as? [String: Any]
    let results = try #require((document?["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]])
    return (repository, run.output, results)
  }

  /// `text` with the replacements of a fix, the last first.
  private func applied(_ replacements: [[String: Any]], to text: String) throws -> String {
    var scalars = Array(text.unicodeScalars)
    var starts = [0]
    for (index, scalar) in scalars.enumerated() where scalar == "\n" { starts.append(index + 1) }
    for replacement in replacements.reversed() {
      let region = try #require(replacement["deletedRegion"] as? [String: Int])
      let values = try ["startLine", "startColumn", "endLine", "endColumn"].map { try #require(region[$0]) }
      let inserted = try #require((replacement["insertedContent"] as? [String: String])?["text"])
      let (start, end) = (starts[values[0] - 1] + values[1] - 1, starts[values[2] - 1] + values[3] - 1)
      scalars.replaceSubrange(start..<end, with: inserted.unicodeScalars)
    }
    return String(String.UnicodeScalarView(scalars))
  }

  @Test(arguments: [
    "def f( a ):\n    return  a\n", "x = [1,\n 2]\n\n\n\n\ny = '漢字'\nprint( y )", "import os\ndef f(): pass\n",
    "\n\n\nx = 1", "x = 1\n\n\n",
  ]) func `a fix, applied to the file, is what the fixer makes of it`(text: String) throws {
    let (repository, _, results) = try results(["a.py": text])
    let fixes = try #require(results.first?["fixes"] as? [[String: Any]])
    let change = try #require((fixes.first?["artifactChanges"] as? [[String: Any]])?.first)
    #expect((change["artifactLocation"] as? [String: String])?["uri"] == "a.py")
    let fixed = try applied(#require(change["replacements"] as? [[String: Any]]), to: text)
    let black = try runProcess(
      GateProgram.tools + "/black", ["--quiet", "-"], environment: repository.gateEnvironment, stdin: Array(text.utf8))
    #expect(fixed == black.output && black.status == 0)
  }

  @Test func `a file that holds a secret has no fix, for pieces of it could show the secret`() throws {
    let (_, text, results) = try results([
      "key.py": "key  =  '\(Sample.awsKey)'\n", "a.py": "x  =  1\n",
    ])
    #expect(results.count == 2 && results.count { $0["fixes"] != nil } == 1)
    #expect(!text.contains(Sample.awsKey))
  }
}
