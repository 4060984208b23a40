/// What a repository asks of one change to its flags.
package struct FlagChangeSettings: Hashable, Sendable {
  /// By how many of a hundred users one change may raise what is served in production.
  package var step: Int

  package init(step: Int = 50) {
    self.step = step
  }
}
