/// What would run, on which files, and why: the answer of `gate plan`.
package struct PlanReport: Hashable, Sendable {
  /// One check of the plan.
  package struct Entry: Hashable, Sendable {
    package var check: CheckID
    package var kind: String
    /// The files it would look at, in path order.
    package var files: [RepositoryPath]
    /// How many of them the cache answers.
    package var cachedCount: Int
    /// How many of those the remote cache answers.
    package var remoteCount: Int
    /// Whether nothing would be executed because the cache answers all.
    package var isCached: Bool
    /// Where it would run: `in place`, `snapshot`, or `blobs` when it needs no directory; with the reason.
    package var place: String
    /// Why it would run, why there is nothing to do, or why it could not run.
    package var reason: String
    /// Whether it could not run: a tool is missing, say, or its content cannot be read.
    package var isImpossible: Bool
    /// Whether the hook's budget has no room for it and leaves it to pre-push.
    package var isDeferred: Bool

    package init(
      check: CheckID, kind: String, files: [RepositoryPath], cachedCount: Int, isCached: Bool, place: String,
      reason: String, isImpossible: Bool = false, isDeferred: Bool = false, remoteCount: Int = 0
    ) {
      self.check = check
      self.kind = kind
      self.files = files
      self.cachedCount = cachedCount
      self.isCached = isCached
      self.place = place
      self.reason = reason
      self.isImpossible = isImpossible
      self.remoteCount = remoteCount
      self.isDeferred = isDeferred
    }
  }

  package var hook: String?
  package var subject: String
  package var entries: [Entry]

  package init(hook: String?, subject: String, entries: [Entry]) {
    self.hook = hook
    self.subject = subject
    self.entries = entries
  }
}
