package import GateModel
import ToolProcess

/// Rehearses how a story is taken back: in a copy of the content that is made for it alone, never in the working tree.
package struct RollbackCheck: Check {
  /// A copy of the content in which everything may be written.
  package struct Copy: Sendable {
    package var directory: LocalPath
    /// Takes it away.
    package var remove: @Sendable () -> Void

    package init(directory: LocalPath, remove: @escaping @Sendable () -> Void) {
      self.directory = directory
      self.remove = remove
    }
  }

  /// Lays the content of a scope out.
  package typealias CopyMaker = @Sendable (CheckScope) throws(CheckError) -> Copy

  private let story: String
  private let rollback: Story.Rollback
  private let settings: CheckSettings
  private let context: ToolContext
  private let makeCopy: CopyMaker

  /// The name of the check that rehearses the rollback of the story with the id.
  package static func id(of story: String) -> CheckID { CheckID("rollback/\(story)") }

  /// `nil` where the story says nothing of a rollback.
  package init?(_ story: Story, context: ToolContext, makeCopy: @escaping CopyMaker) {
    guard let rollback = story.rollback else { return nil }
    self.story = story.id
    self.rollback = rollback
    self.context = context
    self.makeCopy = makeCopy
    // Up to two commands and each probe three times, each with its own time.
    settings = CheckSettings(
      id: Self.id(of: story.id), timeout: rollback.timeout * (2 + 3 * rollback.probes.count), isCached: false)
  }

  package var id: CheckID { settings.id }

  package var traits: CheckTraits {
    // What a rehearsal came to depends on all that the command reads, so that it is held each time.
    CheckTraits(
      kind: "rollback", grain: .task, reading: .blobs, isCacheable: false, keepsFailures: false,
      timeout: settings.timeout)
  }

  package func selection(in scope: CheckScope) throws(CheckError) -> Selection {
    let files = try scope.content.files()
    return files.isEmpty ? .nothing("there is no file") : .files(files)
  }

  package func dependencies(
    for selection: Selection, in scope: CheckScope
  ) throws(CheckError) -> CheckDependencies {
    let probes = rollback.probes.map { probe in
      switch probe {
      case .file(let path): "file \(path)"
      case .command(let line): "run \(line)"
      }
    }
    return CheckDependencies(definition: ["rollback", "1", story, rollback.command, rollback.undo ?? ""] + probes)
  }

  package func run(_ job: CheckJob) async -> CheckOutcome {
    let copy: Copy
    do throws(CheckError) {
      copy = try makeCopy(job.scope)
    } catch {
      return .errored(error)
    }
    defer { copy.remove() }
    let rehearsal = RollbackRehearsal(
      story: story, rollback: rollback, settings: settings, context: context, directory: copy.directory,
      slots: job.slots)
    var outcome = await rehearsal.outcome()
    outcome.attributed = false
    return outcome
  }
}
