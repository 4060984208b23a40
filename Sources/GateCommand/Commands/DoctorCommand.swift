internal import ArgumentParser
import GateConfiguration
import GateModel
import GitRepository
import HookInstallation
import ResultCache
import ToolProcess

/// `gate doctor`: what is missing or wrong here, and the command that mends it.
struct DoctorCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Say what is missing or wrong here, and how to mend it.")

  /// One thing that was looked at.
  private struct Observation {
    var isGood: Bool
    var text: String
    /// How to mend it.
    var mend: String?
  }

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let observations = try observe(in: context)
    for observation in observations {
      context.print("\(observation.isGood ? "ok " : "-- ") \(observation.text)\n")
      if let mend = observation.mend { context.print("     \(mend)\n") }
    }
    return observations.allSatisfy(\.isGood) ? .passed : .couldNotRun
  }

  private func observe(in context: CommandContext) throws(CommandFailure) -> [Observation] {
    let repository = try Repository.opened(in: context)
    let location = repository.location
    var observations = [Observation(isGood: true, text: "repository \(location.workTree ?? location.gitDirectory)")]
    let content: RepositoryContent
    do throws(GitError) {
      content = try repository.indexContent()
    } catch {
      throw CommandFailure(error)
    }
    let configuration: Configuration
    do throws(CommandFailure) {
      let project = try Project(content: content, location: location)
      configuration = project.configuration
      let origin = project.origin == .recorded ? "gate.yml" : "gate.yml (not tracked yet)"
      observations.append(
        Observation(isGood: true, text: "\(origin): \(configuration.checks.count) checks"))
    } catch {
      observations.append(Observation(isGood: false, text: error.message, mend: error.hint))
      return observations
    }
    observations += try hooks(configuration, in: repository)
    observations += tools(configuration, location: location, context: context)
    observations += misses(configuration, location: location, context: context)
    observations += try remoteCache(configuration, context: context)
    return observations
  }

  private func hooks(
    _ configuration: Configuration, in repository: borrowing Repository
  ) throws(CommandFailure) -> [Observation] {
    let installer = try HookWiring.installer(for: repository, gatePath: nil)
    return configuration.installedHooks.map { hook in
      let status = installer.status(of: hook)
      switch status.state {
      case .ours where status.isExecutable:
        return Observation(isGood: true, text: "\(hook) is installed: \(status.path)")
      case .ours:
        return Observation(
          isGood: false, text: "\(status.path) is not executable, so git skips it", mend: "gate install")
      case .absent:
        return Observation(isGood: false, text: "\(hook) is not installed", mend: "gate install")
      case .foreign:
        return Observation(
          isGood: false, text: "\(status.path) is not gate's", mend: "gate install keeps it and runs it first")
      }
    }
  }

  /// Checks whose choice of tests is known to miss some, so that every change runs all.
  private func misses(
    _ configuration: Configuration, location: RepositoryLocation, context: CommandContext
  ) -> [Observation] {
    let affected = configuration.checks.filter { $0.testSettings?.choice == .affected }
    if affected.isEmpty { return [] }
    let store = LocalStore(path: CacheLocation.database(in: location, context), now: context.now)
    defer { store.close() }
    return affected.compactMap { check in
      let missed = SelectionMisses(store: store, check: check.id).entries.filter(\.miss.isCertain)
      guard let first = missed.first else { return nil }
      let others = missed.count > 1 ? " and \(missed.count - 1) more" : ""
      return Observation(
        isGood: false, text: "\(check.id): choosing tests missed \(first.miss.test)\(others), so all run",
        mend: "name what it reads in `inputs:` of the check, then gate tests misses --clear \(check.id)")
    }
  }

  private func remoteCache(
    _ configuration: Configuration, context: CommandContext
  ) throws(CommandFailure) -> [Observation] {
    guard let configured = configuration.remoteCache else { return [] }
    let remote = try RemoteCache(configured, declared: [], environment: context.environment)
    guard let settings = remote.settings else {
      return [Observation(isGood: true, text: "remote cache \(configured.url): not used, \(remote.absence ?? "")")]
    }
    if let missing = RemoteStore.missingLibrary {
      return [Observation(isGood: false, text: "remote cache \(configured.url): \(missing)", mend: "install libcurl")]
    }
    let use = settings.canWrite ? "read and written" : "read"
    return [Observation(isGood: true, text: "remote cache \(configured.url): \(use)")]
  }

  private func tools(
    _ configuration: Configuration, location: RepositoryLocation, context: CommandContext
  ) -> [Observation] {
    let root = location.workTree ?? location.gitDirectory
    return configuration.checks.compactMap { check in
      guard case .lint(let preset, _) = check.kind, let program = preset.command.first else { return nil }
      let locator = ToolLocator(
        path: context.environment["PATH"] ?? "", roots: [root.appending(check.selector.root), root],
        workingDirectory: root)
      if let path = locator.locate(program) {
        return Observation(isGood: true, text: "\(check.id): \(program) is \(path)")
      }
      return Observation(isGood: false, text: "\(check.id): \(program) was not found", mend: preset.install)
    }
  }
}
