import GateModel
import GitRepository

/// Files that somebody says have changed, in place of git.
struct NamedChanges {
  let resolver: ScopeResolver

  /// The change of the files of the command line, relative to the working directory; a directory stands for all that is below.
  ///
  /// - Throws: `CommandFailure` for a name that neither the index nor HEAD has.
  func scope(of names: [String], in repository: borrowing Repository) throws(CommandFailure) -> ResolvedScope {
    do throws(GitError) {
      guard let workTree = repository.location.workTree else {
        throw GitError(.bareRepository, "a bare repository has no files to name", hint: "use --range or --all")
      }
      let versions = try Versions(repository)
      var changes: [Change] = []
      for name in names {
        let path = try resolver.repositoryPath(name, workTree: workTree)
        let found = versions.changes(at: path)
        if found.isEmpty {
          throw GitError(
            .notFound, "\(name) is not tracked: neither git's index nor HEAD has anything there",
            hint: "what would be recorded counts; `git add -- \(name)` first")
        }
        changes += found
      }
      return try resolved(changes, in: repository, subject: names.count == 1 ? names[0] : "\(names.count) paths")
    } catch {
      throw CommandFailure(error)
    }
  }

  /// The change of the paths in `input`, each ended by a NUL and relative to the root, as `git diff --name-only -z` prints them.
  /// A path that the index does not have was deleted.
  func scope(ofInput input: [UInt8], in repository: borrowing Repository) throws(CommandFailure) -> ResolvedScope {
    do throws(GitError) {
      let versions = try Versions(repository)
      let paths = input.split(separator: 0).map { RepositoryPath(bytes: $0) }
      let changes = paths.flatMap { path in
        let found = versions.changes(at: path)
        return found.isEmpty ? [Change(.deleted, path)] : found
      }
      return try resolved(changes, in: repository, subject: "\(paths.count) paths from standard input")
    } catch {
      throw CommandFailure(error)
    }
  }

  private func resolved(
    _ changes: [Change], in repository: borrowing Repository, subject: String
  ) throws(GitError) -> ResolvedScope {
    var seen: Set<RepositoryPath> = []
    let changes = ChangeSet(changes.filter { seen.insert($0.path).inserted })
    let scope = CheckScope(kind: .range, changes: changes, content: try Versions.content(of: repository))
    return ResolvedScope(scope: scope, source: .index, subject: subject)
  }

  /// The files of the index and of HEAD.
  private struct Versions {
    private let now: [SnapshotFile]
    private let before: [SnapshotFile]

    init(_ repository: borrowing Repository) throws(GitError) {
      now = try Self.files(of: try Self.content(of: repository))
      // Before the first commit there is no HEAD.
      let head = try? repository.resolveCommit("HEAD")
      before = try head.map { commit throws(GitError) in try Self.files(of: repository.commitContent(commit)) } ?? []
    }

    static func content(of repository: borrowing Repository) throws(GitError) -> RepositoryContent {
      repository.location.isBare
        ? try repository.commitContent(try repository.resolveCommit("HEAD")) : try repository.indexContent()
    }

    private static func files(of content: RepositoryContent) throws(GitError) -> [SnapshotFile] {
      do throws(CheckError) {
        return try content.files()
      } catch {
        throw GitError(.failed, error.message, hint: error.hint)
      }
    }

    /// What is there now at or below `path` has changed; what only HEAD has there was deleted.
    func changes(at path: RepositoryPath) -> [Change] {
      let present = now.filter { $0.path.isInside(path) }
      let paths = Set(present.map(\.path))
      return present.map { Change(.modified, $0.path, old: $0.version, new: $0.version) }
        + before.filter { $0.path.isInside(path) && !paths.contains($0.path) }.map {
          Change(.deleted, $0.path, old: $0.version)
        }
    }
  }
}
