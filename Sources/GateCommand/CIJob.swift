import ContinuousIntegration
import GateModel
import LocalFiles

/// The CI job that gate runs in.
enum CIJob {
  /// The largest event that is read: GitHub's are 25 MB at most.
  private static let eventLimit = 32 << 20

  /// The change that the job is about, as its service tells it.
  static func range(in context: CommandContext) -> CIRange {
    let directory = context.directory
    let environment = CIEnvironment(context.environment) { path in
      // An event that cannot be read names no base, and then everything is checked.
      try? LocalFiles.read(directory.resolving(LocalPath(path)), limit: eventLimit)
    }
    return CIServices.current(environment).range(environment)
  }
}
