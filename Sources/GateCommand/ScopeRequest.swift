import ContinuousIntegration
import GateModel

/// Which content the user asked to have checked.
enum ScopeRequest: Hashable, Sendable {
  /// What the next commit would record.
  case staged
  /// Every tracked file, as the index has it.
  case all
  /// The tracked files at or below these paths, given relative to the working directory, as the index has them.
  case files([String])
  /// `A..B`: what B brings since it left A.
  case range(String)
  /// What the change brings that a CI job is about.
  case ci(CIRange)
  /// What a push of the current branch would bring to its upstream.
  case push
  /// One ref of a push in progress.
  case update(localID: ObjectID, remoteID: ObjectID?, remote: String, name: String)
}

/// Content to check, found in a repository.
struct ResolvedScope: Sendable {
  /// Where the content comes from.
  enum Source: Hashable, Sendable {
    case index
    case commit(ObjectID)
  }

  var scope: CheckScope
  var source: Source
  /// What is checked, in words.
  var subject: String
  /// What the user should know about how it was found: a message, and hints below it.
  var note: String?
  /// What the commits of a range recorded besides, asked for only where a check wants it.
  var history: History?

  /// The commits whose earlier versions of files count.
  struct History: Hashable, Sendable {
    var tip: ObjectID
    /// Commits that are known where the range goes to, with all that they reach.
    var known: [ObjectID]
    /// The remote whose refs are known likewise.
    var remote: String?
    /// What is pushed, where that may be a tag.
    var pushed: ObjectID?
  }
}
