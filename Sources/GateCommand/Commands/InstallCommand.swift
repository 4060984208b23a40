internal import ArgumentParser
import GateConfiguration
import GateModel
import GitRepository
import HookInstallation
import LocalFiles

/// `gate install`: puts the hook shims in place.
struct InstallCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Put gate's hook shims in place; hooks that are there are kept and run first.")

  @Argument(help: ArgumentHelp("The hooks; without any, those that gate.yml lists.", valueName: "hook"))
  var hooks: [String] = []

  @Flag(help: "Install into a hooks directory outside of the repository, too.")
  var force = false

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let repository = try Repository.opened(in: context)
    let installer = try HookWiring.installer(for: repository, gatePath: context.executable, force: force)
    let names = try hooks.isEmpty ? Self.configuredHooks(in: repository) : hooks
    for name in names where !GitHooks.names.contains(name) {
      throw CommandFailure(
        .misuse, "git has no hook \"\(name)\"",
        hint: NearestName.match(for: name, among: GitHooks.names).map { "did you mean \"\($0)\"?" })
    }
    let changes: [HookChange]
    do throws(HookError) {
      changes = try installer.install(names)
    } catch {
      throw HookWiring.failure(error)
    }
    for change in changes { context.print(change.sentence + "\n") }
    return .passed
  }

  /// The hooks that gate.yml lists, or the usual two where there is no gate.yml yet.
  private static func configuredHooks(in repository: borrowing Repository) throws(CommandFailure) -> [String] {
    guard let workTree = repository.location.workTree, LocalFiles.status(workTree.appending(Project.fileName)) != nil
    else { return HookWiring.standardHooks }
    let content: RepositoryContent
    do throws(GitError) {
      content = try repository.indexContent()
    } catch {
      throw CommandFailure(error)
    }
    let project = try Project(content: content, location: repository.location)
    let hooks = project.configuration.installedHooks
    return hooks.isEmpty ? HookWiring.standardHooks : hooks
  }
}

/// `gate uninstall`: takes the hook shims away.
struct UninstallCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall", abstract: "Take gate's hook shims away; hooks that were kept come back as they were.")

  @Argument(help: ArgumentHelp("The hooks; without any, all that are gate's.", valueName: "hook"))
  var hooks: [String] = []

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let repository = try Repository.opened(in: context)
    let installer = try HookWiring.installer(for: repository, gatePath: nil)
    let changes: [HookChange]
    do throws(HookError) {
      changes = try installer.uninstall(hooks.isEmpty ? nil : hooks)
    } catch {
      throw HookWiring.failure(error)
    }
    if changes.isEmpty { context.print("no hook of gate's is installed\n") }
    for change in changes { context.print(change.sentence + "\n") }
    return .passed
  }
}

extension HookChange {
  /// What was done, for a person.
  var sentence: String {
    switch action {
    case .installed: "\(hook): installed \(path)"
    case .installedKeeping(let kept): "\(hook): installed \(path); the hook that was there runs first, from \(kept)"
    case .updated: "\(hook): updated \(path)"
    case .unchanged: "\(hook): is installed already"
    case .removed: "\(hook): removed"
    case .restored: "\(hook): removed, and the hook that was there before is back"
    case .leftAlone: "\(hook): left alone, it is not gate's"
    case .absent: "\(hook): was not installed"
    }
  }
}
