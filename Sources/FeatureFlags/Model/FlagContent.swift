package import GateModel

/// All that a content says about flags: what rules across files look at.
package struct FlagContent: Hashable, Sendable {
  package var files: [FlagFile]
  /// Where code asks for flags, or tests set them.
  package var references: [FlagReference]
  /// How environments are configured.
  package var configurations: [EnvironmentFile] = []
  /// Where a flag is named and neither asked for nor set.
  package var mentions: [FlagReference] = []
  /// Where code asks for a flag whose key cannot be told.
  package var unresolved: [FlagReference] = []

  package init(files: [FlagFile] = [], references: [FlagReference] = []) {
    self.files = files
    self.references = references
  }

  /// Whether every file could be read. What is defined is otherwise unknown, and no reference can be called wrong.
  package var isComplete: Bool { files.allSatisfy { $0.format != nil } }

  /// Every flag of every file, in order.
  package var flags: [Flag] { files.flatMap(\.flags) }
}

/// A content under check, what it was before, and what is asked of it.
package struct FlagInspection: Sendable {
  package var content: FlagContent
  /// The content before the change, `nil` where there is none to compare with.
  package var base: FlagContent?
  package var settings: FlagSettings
  /// The day by which expiry is judged.
  package var today: CalendarDay

  package init(
    content: FlagContent, base: FlagContent? = nil, settings: FlagSettings = FlagSettings(), today: CalendarDay
  ) {
    self.content = content
    self.base = base
    self.settings = settings
    self.today = today
  }
}
