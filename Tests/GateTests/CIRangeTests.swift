import Foundation
import GateModel
import GateTestSupport
import Testing

/// `gate check --ci` in the clones that CI services make.
@Suite struct CIRangeTests {
  /// A remote whose `main` went on after `topic` left it; each commit on topic adds a file.
  private func remote() throws -> TestRepository {
    let repository = try TestRepository.gated(
      "version: 1\nchecks:\n  names:\n    run: \"echo {files}; false\"\n    files: \"*.txt\"\n",
      files: ["old.txt": "old\n"])
    try repository.write("older.txt", "older\n")
    try repository.git("add", ".")
    try repository.commit("second")
    try repository.git("checkout", "--quiet", "-b", "topic")
    for name in ["one", "two"] {
      try repository.write(RepositoryPath("\(name).txt"), "\(name)\n")
      try repository.git("add", ".")
      try repository.commit(name)
    }
    try repository.git("checkout", "--quiet", "main")
    try repository.write("main.txt", "main\n")
    try repository.git("add", ".")
    try repository.commit("main goes on")
    return repository
  }

  /// A clone of `remote` made with these arguments, as a job finds it.
  private func clone(_ remote: TestRepository, _ arguments: String...) throws -> LocalPath {
    let path = remote.surroundings.appending("clone-\(UInt32.random(in: 0...UInt32.max))")
    try remote.git(["clone", "--quiet"] + arguments + ["file://\(remote.root)", path.description])
    return path
  }

  /// The merge of topic into main under the ref that GitHub gives it.
  private func pullRequest(_ remote: TestRepository) throws -> (merge: String, variables: [String: String]) {
    try remote.git("checkout", "--quiet", "--detach", "main")
    try remote.git("merge", "--quiet", "--no-ff", "--no-verify", "-m", "merge", "topic")
    try remote.git("update-ref", "refs/pull/7/merge", "HEAD")
    try remote.git("checkout", "--quiet", "main")
    let merge = try remote.id("refs/pull/7/merge").description
    return (
      merge,
      [
        "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main",
        "GITHUB_REF": "refs/pull/7/merge", "GITHUB_SHA": merge,
      ]
    )
  }

  /// The files that the check named, and what gate said besides.
  private func names(_ remote: TestRepository, _ clone: LocalPath, _ variables: [String: String] = [:]) throws -> (
    files: Set<String>, notes: String
  ) {
    let run = try remote.gate("check", "--ci", "--format", "json", in: clone, adding: variables)
    #expect(run.status == 1, "\(run.everything)")
    let report = try JSONSerialization.jsonObject(with: Data(run.stdout)) as? [String: Any]
    let checks = try #require(report?["checks"] as? [[String: Any]])
    let output = checks.first?["output"] as? String ?? ""
    return (Set(output.split(whereSeparator: \.isWhitespace).map(String.init)), run.errors)
  }

  private static let everything: Set<String> = ["old.txt", "older.txt", "one.txt", "two.txt"]

  @Test func `the merge commit of a pull request is measured from its first parent`() throws {
    let remote = try remote()
    let (merge, variables) = try pullRequest(remote)
    let clone = try clone(remote, "--depth=2", "--no-checkout")
    try remote.git(["fetch", "--quiet", "--depth=2", "origin", merge], in: clone)
    try remote.git(["checkout", "--quiet", "--detach", merge], in: clone)
    let found = try names(remote, clone, variables)
    #expect(found.files == ["one.txt", "two.txt"])
    #expect(found.notes.contains("not searched for secrets"), "\(found.notes)")
  }

  @Test func `where the merge's parents are missing all is checked, and the fetch that gate names brings the change`()
    throws
  {
    let remote = try remote()
    let (merge, variables) = try pullRequest(remote)
    let clone = try clone(remote, "--depth=1", "--no-checkout")
    try remote.git(["fetch", "--quiet", "--depth=1", "origin", merge], in: clone)
    try remote.git(["checkout", "--quiet", "--detach", merge], in: clone)
    let blind = try names(remote, clone, variables)
    #expect(blind.files == Self.everything.union(["main.txt"]))
    #expect(blind.notes.contains("every tracked file is checked"))
    let command = "git fetch --deepen=1 origin \(merge)"
    #expect(blind.notes.contains("\(command), or `fetch-depth: 0`"), "\(blind.notes)")
    try remote.git(command.split(separator: " ").dropFirst().map(String.init), in: clone)
    #expect(try names(remote, clone, variables).files == ["one.txt", "two.txt"])
  }

  @Test func `a merge that is not the service's is not taken apart`() throws {
    let remote = try remote()
    let (_, variables) = try pullRequest(remote)
    // The author merged main into the topic: the first parent is the topic's own past.
    try remote.git("checkout", "--quiet", "topic")
    try remote.git("merge", "--quiet", "--no-verify", "-m", "merge main", "main")
    let clone = try clone(remote, "--branch=topic")
    #expect(try names(remote, clone, variables).files == ["one.txt", "two.txt"])
  }

  @Test func `a push is measured from what the branch was before`() throws {
    let remote = try remote()
    let clone = try clone(remote, "--branch=topic")
    let event = remote.surroundings.appending("event.json")
    try Data("{\"before\": \"\(remote.id("topic~1"))\"}".utf8).write(to: URL(filePath: event.description))
    let variables = [
      "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "push", "GITHUB_REF_NAME": "topic",
      "GITHUB_EVENT_PATH": event.description,
    ]
    let found = try names(remote, clone, variables)
    #expect(found.files == ["two.txt"])
    #expect(found.notes.isEmpty, "\(found.notes)")
  }

  @Test func `a forced push that threw away what was there is measured from the default branch`() throws {
    let remote = try remote()
    let event = remote.surroundings.appending("event.json")
    let gone = String(repeating: "12", count: 20)
    try Data("{\"before\": \"\(gone)\", \"repository\": {\"default_branch\": \"main\"}}".utf8)
      .write(to: URL(filePath: event.description))
    var variables = [
      "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "push", "GITHUB_REF_NAME": "topic",
      "GITHUB_EVENT_PATH": event.description,
    ]
    let found = try names(remote, clone(remote, "--branch=topic"), variables)
    #expect(found.files == ["one.txt", "two.txt"] && found.notes.isEmpty, "\(found)")
    // On the default branch there is nothing left, and with the whole history here no setting would bring more.
    variables["GITHUB_REF_NAME"] = "main"
    let blind = try names(remote, clone(remote), variables)
    #expect(blind.files == ["old.txt", "older.txt", "main.txt"])
    #expect(blind.notes.contains("git fetch origin \(gone)") && !blind.notes.contains("fetch-depth"), "\(blind.notes)")
  }

  @Test func `in a shallow clone whose history ends before the base all is checked`() throws {
    let remote = try remote()
    let clone = try clone(remote, "--branch=topic", "--depth=1", "--no-single-branch")
    let blind = try names(remote, clone)
    #expect(blind.files == Self.everything)
    #expect(blind.notes.contains("git fetch --unshallow origin"), "\(blind.notes)")
    try remote.git(["fetch", "--quiet", "--unshallow", "origin"], in: clone)
    #expect(try names(remote, clone).files == ["one.txt", "two.txt"])
  }

  @Test func `a target branch that was not fetched is named with its fetch`() throws {
    let remote = try remote()
    let clone = try clone(remote, "--branch=topic", "--depth=1")
    let variables = [
      "BUILDKITE": "true", "BUILDKITE_BRANCH": "topic", "BUILDKITE_PULL_REQUEST": "1",
      "BUILDKITE_PULL_REQUEST_BASE_BRANCH": "main",
    ]
    let blind = try names(remote, clone, variables)
    #expect(blind.files == Self.everything)
    let command = "git fetch --unshallow origin +refs/heads/main:refs/remotes/origin/main"
    #expect(blind.notes.contains(command), "\(blind.notes)")
    try remote.git(command.split(separator: " ").dropFirst().map(String.init), in: clone)
    #expect(try names(remote, clone, variables).files == ["one.txt", "two.txt"])
  }

  @Test func `on the default branch itself all is checked, not nothing`() throws {
    let remote = try remote()
    let clone = try clone(remote)
    #expect(try names(remote, clone).files == ["old.txt", "older.txt", "main.txt"])
  }

  @Test func `a branch name is data in the command that gate shows`() throws {
    let remote = try remote()
    let clone = try clone(remote)
    let variables = [
      "BUILDKITE": "true", "BUILDKITE_BRANCH": "topic", "BUILDKITE_PULL_REQUEST": "1",
      "BUILDKITE_PULL_REQUEST_BASE_BRANCH": "x;touch'y",
    ]
    let blind = try names(remote, clone, variables)
    #expect(blind.notes.contains(#"'+refs/heads/x;touch'\''y:refs/remotes/origin/x;touch'\''y'"#), "\(blind.notes)")
  }

  @Test func `a merge base in a shallow clone that git gets wrong is not believed`() throws {
    let repository = try TestRepository.gated(
      "version: 1\nchecks:\n  names:\n    run: \"echo {files}; false\"\n    files: \"*.txt\"\n", files: ["a.txt": "1\n"]
    )
    try repository.git("branch", "side")
    try repository.write("a.txt", "2\n")
    try repository.git("add", ".")
    try repository.commit("main changes a")
    let base = try repository.id("main")
    // Both lines begin at `base`; topic also merges an old branch, through which alone they meet once `base` is cut off.
    try repository.git("checkout", "--quiet", "-b", "topic")
    try repository.write("a.txt", "1\n")
    try repository.git("add", ".")
    try repository.commit("topic takes a back")
    try repository.git("checkout", "--quiet", "main")
    try repository.commit("main goes on")
    let clone = try clone(repository, "--branch=topic", "--no-single-branch")
    try repository.git(["update-ref", "refs/remotes/origin/main", repository.id("main").description], in: clone)
    // As a shallow fetch would leave it: topic's commit without its parents.
    let shallow = try repository.id("topic").description + "\n"
    try Data(shallow.utf8).write(to: URL(filePath: "\(clone)/.git/shallow"))
    let blind = try names(repository, clone)
    #expect(blind.files == ["a.txt"] && blind.notes.contains("every tracked file"), "\(base) \(blind)")
  }
}
