import ContinuousIntegration
import GateModel
import GitRepository

extension ScopeResolver {
  /// What a CI job is about: what its commit brings since the first of the service's bases that this clone has.
  ///
  /// Without a base every file is checked, and the note says so: a change that was not found must not look like a change of
  /// nothing. The same where the base is what is checked out, as on the default branch itself.
  func ci(_ range: CIRange, in repository: borrowing Repository) throws(GitError) -> ResolvedScope {
    let tip = try repository.resolveCommit("HEAD")
    let subject = "\(range.subject), \(range.service)"
    var lacking: Lacking?
    for base in range.bases {
      switch try look(for: base, tip: tip, in: repository) {
      case .found(let start, let base):
        var scope = try changes(from: base, to: tip, subject: subject, in: repository)
        scope.history?.known += [start]
        if let history = scope.history, try repository.isCutOff(from: [tip], before: history.known) {
          scope.history = nil
          scope.note = Self.historyNote(range)
        }
        return scope
      case .missing(let what): lacking = lacking ?? what
      case .unsuited: continue
      }
    }
    let content = try repository.commitContent(tip)
    var scope = ResolvedScope(
      scope: CheckScope(allOf: content), source: .commit(tip), subject: "all files, \(subject)")
    scope.note = lacking.map { Self.note($0, repository.isShallow ? range : nil) }
    return scope
  }

  /// A base that should be here.
  private struct Lacking {
    var what: String
    /// What fetches it.
    var command: String
  }

  private enum Search {
    /// The commit that was named, and where it and what is checked out part.
    case found(start: ObjectID, base: ObjectID)
    case missing(Lacking)
    /// It says nothing about the commit that is checked out.
    case unsuited
  }

  private func look(
    for base: CIBase, tip: ObjectID, in repository: borrowing Repository
  ) throws(GitError) -> Search {
    switch base {
    case .firstParent(let merge):
      // Whoever checks out something else, such as the head of the pull request, has other parents there.
      if tip.description != merge { return .unsuited }
      if let parent = try? repository.resolveCommit("HEAD^1"), (try? repository.resolveCommit("HEAD^2")) != nil {
        return .found(start: parent, base: parent)
      }
      if !repository.isShallow { return .unsuited }
      return .missing(
        Lacking(what: "the parents of the merge commit \(merge)", command: "git fetch --deepen=1 origin \(merge)"))
    case .commit(let id):
      let start = try? repository.resolveCommit(id)
      return try search(
        from: start, tip: tip, in: repository,
        otherwise: Lacking(what: "the commit \(id)", command: fetch(id, in: repository)))
    case .branch(let name):
      let start = try? repository.resolveCommit("refs/remotes/origin/\(name)")
      return try search(from: start, tip: tip, in: repository, otherwise: lacking(branch: name, in: repository))
    case .defaultBranch:
      var start: ObjectID?
      for name in ["HEAD", "main", "master"] where start == nil {
        start = try? repository.resolveCommit("refs/remotes/origin/\(name)")
      }
      return try search(from: start, tip: tip, in: repository, otherwise: lacking(branch: "main", in: repository))
    }
  }

  private func search(
    from start: ObjectID?, tip: ObjectID, in repository: borrowing Repository, otherwise lacking: Lacking
  ) throws(GitError) -> Search {
    guard let start else { return .missing(lacking) }
    switch try repository.commonAncestor(start, tip) {
    case .commit(let base): return base == tip ? .unsuited : .found(start: start, base: base)
    case .none: return .unsuited
    case .cutOff:
      return .missing(Lacking(what: "the history back to \(start)", command: "git fetch --unshallow origin"))
    }
  }

  private func lacking(branch name: String, in repository: borrowing Repository) -> Lacking {
    Lacking(
      what: "the branch \(name) of origin",
      command: fetch("+refs/heads/\(name):refs/remotes/origin/\(name)", in: repository))
  }

  /// The fetch of something that is not here. Never with `--depth`, which cuts off what a clone already has.
  private func fetch(_ what: String, in repository: borrowing Repository) -> String {
    "git fetch \(repository.isShallow ? "--unshallow " : "")origin \(Self.quoted(what))"
  }

  private static func quoted(_ word: String) -> String {
    let isPlain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+:/._-@".contains($0)) }
    return isPlain
      ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// - Parameter range: what the service can be told, where the clone is shallow.
  private static func note(_ lacking: Lacking, _ range: CIRange?) -> String {
    "\(lacking.what) is not in this clone, so every tracked file is checked\n  hint: to check the change alone: "
      + lacking.command + (range.map(setting) ?? "")
  }

  private static func historyNote(_ range: CIRange) -> String {
    "this clone is shallow: what earlier commits of the change recorded and later ones removed was not searched for secrets"
      + "\n  hint: git fetch --unshallow origin" + setting(range)
  }

  private static func setting(_ range: CIRange) -> String {
    range.depthSetting.map { ", or \($0)" } ?? ""
  }
}
