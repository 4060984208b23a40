internal import ArgumentParser
import ContinuousIntegration
import GateConfiguration
import GateModel
import GitRepository
import LocalFiles
import TestSelection
import ToolProcess

/// `gate init`: writes a gate.yml that fits the repository.
struct InitCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a starter gate.yml from what the repository contains.")

  @Flag(name: .customLong("print"), help: "Print it instead of writing it.")
  var isPrinted = false

  @Flag(help: "Replace a file that is there.")
  var force = false

  @Option(
    help: ArgumentHelp(
      "Write the workflow that runs `gate check --ci` instead: \(CIWorkflows.all.map(\.name).joined(separator: " or ")).",
      valueName: "service"))
  var ci: String?

  @Option(help: ArgumentHelp("Have that workflow split the work over so many machines.", valueName: "n"))
  var shards: Int?

  @Flag(help: "Have that workflow upload its findings for GitHub's code scanning.")
  var sarif = false

  mutating func validate() throws {
    if ci == nil, sarif || shards != nil { throw ValidationError("--shards and --sarif are for --ci.") }
    if let shards, !(1...200).contains(shards) {
      throw ValidationError("--shards takes a number from 1 to 200, which is what GitLab starts at once.")
    }
    if sarif, CIWorkflows.all.contains(where: { $0.name == ci && !$0.takesSARIF }) {
      throw ValidationError("--sarif is for services that take it from a workflow, such as GitHub.")
    }
    if let ci, !CIWorkflows.all.contains(where: { $0.name == ci }) {
      throw ValidationError("--ci takes \(CIWorkflows.all.map(\.name).joined(separator: " or ")).")
    }
  }

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let repository = try Repository.opened(in: context)
    guard let workTree = repository.location.workTree else {
      throw CommandFailure(.misuse, "a bare repository has no working tree to put a gate.yml in")
    }
    if let workflow = CIWorkflows.all.first(where: { $0.name == ci }) {
      let writer = CIWorkflowWriter(
        context: context, workflow: workflow, shards: shards ?? 1, uploadsSARIF: sarif)
      let text = try writer.text(in: repository)
      if isPrinted { context.print(text) } else { try writer.write(text, in: workTree, force: force) }
      return .passed
    }
    let path = workTree.appending(Project.fileName)
    if !isPrinted, !force, LocalFiles.status(path) != nil {
      throw CommandFailure(.misuse, "\(path) is there already", hint: "`gate init --print` shows what it would be")
    }
    let text = try starter(in: repository, workTree: workTree, context: context)
    if isPrinted {
      context.print(text)
      return .passed
    }
    do throws(FileError) {
      try LocalFiles.writeAtomically(Array(text.utf8), to: path, mode: 0o644)
    } catch {
      throw CommandFailure(.couldNotRun, error.description)
    }
    context.print("wrote \(path)\nnext: look it over, `git add gate.yml`, `gate install`\n")
    return .passed
  }

  private func starter(
    in repository: borrowing Repository, workTree: LocalPath, context: CommandContext
  ) throws(CommandFailure) -> String {
    let locator = ToolLocator(
      path: context.environment["PATH"] ?? "", roots: [workTree], workingDirectory: workTree)
    do {
      let tracked = try repository.indexContent().files().map(\.path)
      let untracked = try repository.workTreeState().untracked
      let isInstalled = { (name: String) in
        let program = try? PresetLibrary.bundled.preset(named: name)?.command.first
        return program.map { locator.locate($0) != nil } ?? false
      }
      return StarterConfiguration.text(
        for: (tracked + untracked).sorted(), isInstalled: isInstalled,
        selects: { SourceStacks.named(runner: $0) != nil }
      ) { path in
        (try? LocalFiles.read(workTree.appending(path), limit: 1 << 20))
      }
    } catch let error as GitError {
      throw CommandFailure(error)
    } catch let error as CheckError {
      throw CommandFailure(error)
    } catch {
      throw CommandFailure(.couldNotRun, "the repository could not be read: \(error)")
    }
  }
}
