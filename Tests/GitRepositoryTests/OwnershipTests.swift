import Foundation
import GateModel
import GateTestSupport
import GitRepository
import Testing

/// Only root can give a repository to somebody else; elsewhere these have nothing to run on.
@Suite(.enabled(if: geteuid() == 0)) struct OwnershipTests {
  private let repository: TestRepository
  private let settings: LocalPath
  private let environment: [String: String]

  init() throws {
    repository = try TestRepository.withCommit()
    for path in [repository.root, repository.root.appending(".git")] {
      guard path.withCString({ chown($0, 12345, 12345) }) == 0 else { throw TestSupportError("could not chown") }
    }
    settings = repository.surroundings.appending("gitconfig")
    environment = repository.environment.merging(["GIT_CONFIG_GLOBAL": settings.description]) { $1 }
  }

  private func trust(_ values: [String]) throws {
    let lines = values.map { "\tdirectory = \"\($0)\"\n" }.joined()
    try Data(("[safe]\n" + lines).utf8).write(to: URL(fileURLWithPath: settings.description))
  }

  private func gitAccepts() throws -> Bool {
    try runProcess("git", ["status"], environment: environment, directory: repository.root).status == 0
  }

  @Test func `a repository of another user is refused, with the command that trusts it`() throws {
    #expect(try !gitAccepts())
    let error = #expect(throws: GitError.self) {
      _ = try Repository.open(from: repository.root, environment: environment)
    }
    #expect(error?.kind == .unsafeOwnership)
    #expect(error?.hint?.contains("git config --global --add safe.directory \(repository.root)") == true)
  }

  @Test func `its own configuration cannot make it safe`() throws {
    try trust([])
    let own = URL(fileURLWithPath: repository.root.appending(".git/config").description)
    let text = try String(contentsOf: own, encoding: .utf8)
    try Data((text + "[safe]\n\tdirectory = *\n").utf8).write(to: own)
    #expect(try !gitAccepts())
    #expect(throws: GitError.self) { _ = try Repository.open(from: repository.root, environment: environment) }
  }

  @Test(arguments: [["ROOT"], ["*"], ["*", ""], ["/somewhere/else"], ["", "ROOT"], ["ROOT", ""]])
  func `safe.directory means what it means to git`(values: [String]) throws {
    try trust(values.map { $0.replacing("ROOT", with: repository.root.description) })
    let accepted = (try? Repository.open(from: repository.root, environment: environment)) != nil
    #expect(try accepted == gitAccepts())
  }

  @Test func `an explicit GIT_DIR is the caller's own word`() throws {
    let variables = environment.merging(["GIT_DIR": ".git"]) { $1 }
    #expect(try runProcess("git", ["status"], environment: variables, directory: repository.root).status == 0)
    #expect(try Repository.open(from: repository.root, environment: variables).stagedChanges().isEmpty)
  }
}
