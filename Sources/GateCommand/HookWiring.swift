import GateModel
import GitRepository
import HookInstallation
import HookScripts

/// Joins what the repository knows of its hooks with what installs them.
enum HookWiring {
  /// The hooks that gate installs where gate.yml does not say which.
  static let standardHooks = ["pre-commit", "pre-push"]

  /// Where git looks for the repository's hooks.
  static func location(of repository: borrowing Repository) throws(CommandFailure) -> HookLocation {
    do throws(GitError) {
      var configured: HookLocation.Configured?
      if let path = try repository.configurationPath("core.hooksPath"),
        let scope = repository.configurationScope(of: "core.hooksPath"),
        let known = HookLocation.Scope(rawValue: scope.rawValue)
      {
        configured = HookLocation.Configured(path: path, scope: known)
      }
      let location = repository.location
      return HookLocation(
        commonDirectory: location.commonDirectory, workTree: location.workTree, configured: configured)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// What installs and removes the repository's hooks.
  ///
  /// - Parameter gatePath: the program that the shims fall back to where `gate` is not on PATH.
  static func installer(
    for repository: borrowing Repository, gatePath: LocalPath?, force: Bool = false
  ) throws(CommandFailure) -> Installer {
    Installer(location: try location(of: repository), gatePath: gatePath, shim: HookScripts.shim, force: force)
  }

  /// Whether git runs gate before a push, so that a check that is left to it is not lost.
  static func runsBeforePush(in repository: borrowing Repository) -> Bool {
    do throws(CommandFailure) {
      let status = try installer(for: repository, gatePath: nil).status(of: "pre-push")
      guard case .ours = status.state else { return false }
      return status.isExecutable
    } catch {
      // Not knowing is no reason to leave anything out.
      return false
    }
  }

  /// What a hook's installer could not do: misuse where the repository is set up so that it must not, which is the user's
  /// to mend.
  static func failure(_ error: HookError) -> CommandFailure {
    let status: ExitStatus =
      switch error.reason {
      case .unknownHook, .sharedHooksPath, .emptyHooksPath, .ownedByHusky, .notAFile, .keptHookInTheWay: .misuse
      case .system: .couldNotRun
      }
    return CommandFailure(status, error.message, hint: error.hint)
  }
}
