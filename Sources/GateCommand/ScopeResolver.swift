import GateModel
import GitRepository

/// Finds in a repository the content that was asked for.
struct ScopeResolver {
  /// The directory against which paths of the command line are meant.
  let directory: LocalPath

  /// The content and its changes.
  ///
  /// - Throws: `CommandFailure` where a revision or a path does not exist, or the repository is unreadable.
  func resolve(_ request: ScopeRequest, in repository: borrowing Repository) throws(CommandFailure) -> ResolvedScope {
    do throws(GitError) {
      switch request {
      case .staged: return try staged(in: repository)
      case .all: return try all(in: repository)
      case .files(let names): return try files(names, in: repository)
      case .range(let range): return try self.range(range, in: repository)
      case .ci(let range): return try ci(range, in: repository)
      case .push: return try push(in: repository)
      case .update(let localID, let remoteID, let remote, let name):
        let base = try repository.pushBase(localID: localID, remoteID: remoteID, remote: remote)
        let tip = try repository.resolveCommit(localID.description)
        var scope = try changes(from: base, to: tip, subject: name, in: repository)
        scope.history?.known += remoteID.map { [$0] } ?? []
        scope.history?.remote = remote
        scope.history?.pushed = localID
        return scope
      }
    } catch {
      throw CommandFailure(error)
    }
  }

  private func staged(in repository: borrowing Repository) throws(GitError) -> ResolvedScope {
    let changes = try repository.stagedChanges()
    let scope = CheckScope(kind: .staged, changes: changes, content: try repository.indexContent())
    return ResolvedScope(scope: scope, source: .index, subject: "staged changes")
  }

  private func all(in repository: borrowing Repository) throws(GitError) -> ResolvedScope {
    if repository.location.isBare {
      let commit = try repository.resolveCommit("HEAD")
      let content = try repository.commitContent(commit)
      return ResolvedScope(scope: CheckScope(allOf: content), source: .commit(commit), subject: "all files of HEAD")
    }
    let content = try repository.indexContent()
    return ResolvedScope(scope: CheckScope(allOf: content), source: .index, subject: "all tracked files")
  }

  private func files(_ names: [String], in repository: borrowing Repository) throws(GitError) -> ResolvedScope {
    guard let workTree = repository.location.workTree else {
      throw GitError(.bareRepository, "a bare repository has no files to name", hint: "use --range or --all")
    }
    let content = try repository.indexContent()
    let everything = try Self.everything(in: content)
    var chosen: Set<Change> = []
    for name in names {
      let path = try repositoryPath(name, workTree: workTree)
      let matching = everything.changes.filter { $0.path.isInside(path) }
      if matching.isEmpty {
        throw GitError(
          .notFound, "\(name) is not tracked: git's index has nothing there",
          hint: "gate checks what would be recorded; `git add -- \(name)` first")
      }
      chosen.formUnion(matching)
    }
    return ResolvedScope(
      scope: CheckScope(kind: .files, changes: ChangeSet(Array(chosen)), content: content), source: .index,
      subject: names.count == 1 ? names[0] : "\(names.count) paths")
  }

  private func range(_ range: String, in repository: borrowing Repository) throws(GitError) -> ResolvedScope {
    let (from, to) = Self.ends(of: range)
    let tip = try repository.resolveCommit(to)
    let start = try repository.resolveCommit(from)
    guard let base = try repository.mergeBase(start, tip) else {
      throw GitError(
        .notFound, "\(from) and \(to) have no commit in common",
        hint: "in a shallow clone the common commit may be missing: `git fetch --unshallow`")
    }
    var scope = try changes(from: base, to: tip, subject: range, in: repository)
    scope.history?.known += [start]
    return scope
  }

  private func push(in repository: borrowing Repository) throws(GitError) -> ResolvedScope {
    let tip = try repository.resolveCommit("HEAD")
    let remote = (try? repository.resolveCommit("@{upstream}"))
    let base = try repository.pushBase(localID: tip, remoteID: remote, remote: "origin")
    var scope = try changes(from: base, to: tip, subject: "commits to push", in: repository)
    scope.history?.remote = "origin"
    return scope
  }

  func changes(
    from base: ObjectID?, to tip: ObjectID, subject: String, in repository: borrowing Repository
  ) throws(GitError) -> ResolvedScope {
    let changes = try repository.changes(from: base, to: tip)
    let content = try repository.commitContent(tip)
    return ResolvedScope(
      scope: CheckScope(kind: .range, changes: changes, content: content), source: .commit(tip), subject: subject,
      history: ResolvedScope.History(tip: tip, known: base.map { [$0] } ?? []))
  }

  /// Every file of the content, as if it were new.
  static func everything(in content: RepositoryContent) throws(GitError) -> ChangeSet {
    do throws(CheckError) {
      return ChangeSet(try content.files().map { Change(.added, $0.path, new: $0.version) })
    } catch {
      throw GitError(.failed, error.message, hint: error.hint)
    }
  }

  /// The two revisions of `A..B` or `A...B`; an end that is left out is HEAD, a lone revision a start.
  static func ends(of range: String) -> (from: String, to: String) {
    guard let dots = range.range(ofDots: 2) else { return (range, "HEAD") }
    var to = range[dots.upperBound...]
    if to.hasPrefix(".") { to = to.dropFirst() }
    let from = range[..<dots.lowerBound]
    return (from.isEmpty ? "HEAD" : String(from), to.isEmpty ? "HEAD" : String(to))
  }

  /// The repository's name for `name`, which is relative to the working directory. Resolves `.` and `..` by their text.
  func repositoryPath(_ name: String, workTree: LocalPath) throws(GitError) -> RepositoryPath {
    let normal = ScannedPlace.absolute(LocalPath(name), from: directory)
    guard let path = normal.relative(to: workTree) else {
      throw GitError(.notFound, "\(name) lies outside of the repository \(workTree)", hint: nil)
    }
    return path
  }
}

extension String {
  /// Where `count` dots in a row first stand.
  fileprivate func range(ofDots count: Int) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(String(repeating: ".", count: count)) {
        return start..<index(start, offsetBy: count)
      }
      start = index(after: start)
    }
    return nil
  }
}
