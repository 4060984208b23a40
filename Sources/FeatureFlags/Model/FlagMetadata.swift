package import GateModel

/// When a flag should be gone.
package enum FlagExpiry: Hashable, Sendable {
  /// After this day.
  case after(CalendarDay)
  case never
}

/// What is said about a flag besides what it serves.
package struct FlagMetadata: Hashable, Sendable {
  package var description: Placed<String>?
  package var owner: Placed<String>?
  package var kind: Placed<FlagKind>?
  package var created: Placed<CalendarDay>?
  package var expires: Placed<FlagExpiry>?
  /// The story that brought it.
  package var story: Placed<String>?
  /// Files or patterns of the tests that cover both of its sides.
  package var tests: [Placed<String>]
  /// The command that takes the feature back.
  package var rollback: Placed<String>?
  /// The variant that is safe in an emergency.
  package var safeVariant: Placed<String>?
  /// The issue in which its removal is tracked.
  package var issue: Placed<String>?
  package var tags: [Placed<String>]
  /// Whether it is archived or deprecated where it is managed.
  package var isArchived: Bool
  /// Whether where it is managed it is meant to go, `nil` where that is not said.
  package var isTemporary: Placed<Bool>?

  package init(tests: [Placed<String>] = [], tags: [Placed<String>] = [], isArchived: Bool = false) {
    self.tests = tests
    self.tags = tags
    self.isArchived = isArchived
  }

  /// These metadata, and of `other` what is missing here.
  package func completed(by other: FlagMetadata) -> FlagMetadata {
    var whole = self
    whole.description = description ?? other.description
    whole.owner = owner ?? other.owner
    whole.kind = kind ?? other.kind
    whole.created = created ?? other.created
    whole.expires = expires ?? other.expires
    whole.story = story ?? other.story
    whole.tests = tests.isEmpty ? other.tests : tests
    whole.rollback = rollback ?? other.rollback
    whole.safeVariant = safeVariant ?? other.safeVariant
    whole.issue = issue ?? other.issue
    whole.tags = tags.isEmpty ? other.tags : tags
    whole.isArchived = isArchived || other.isArchived
    whole.isTemporary = isTemporary ?? other.isTemporary
    return whole
  }
}
