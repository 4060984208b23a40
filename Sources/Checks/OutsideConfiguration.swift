import GateModel
import LocalFiles

/// Finds the files outside of the repository that configure a linter: the user's own, and what lies in the directories above
/// the one that it runs in.
///
/// Only names and content reach the key, never where a file lies: users who have none of them share verdicts.
struct OutsideConfiguration {
  /// Larger files are no configuration; what takes their place in a key is their size and time.
  private static let sizeLimit = 1 << 20
  private static let variable = "$XDG_CONFIG_HOME"

  let context: ToolContext

  /// - Parameters:
  ///   - names: as ``Preset/userConfiguration``; absence counts.
  ///   - plainNames: names that the linter looks for in every directory upwards. Only what is there counts: a list of all that
  ///     is not would be long, and says nothing more.
  func files(named names: [String], above plainNames: [String]) -> [CheckDependencies.OutsideFile] {
    let own = names.map { name in
      CheckDependencies.OutsideFile(name: name, digest: path(of: name).flatMap(digest(of:)))
    }
    let directories = directoriesAbove()
    return own
      + plainNames.compactMap { name in
        // Two lists, for the nearest file counts most, and from another place another one is the nearest.
        let found = directories.map { $0.compactMap { digest(of: $0.appending(name)) } }
        if found.allSatisfy(\.isEmpty) { return nil }
        let text = found.map { $0.joined(separator: " ") }.joined(separator: "\n")
        return CheckDependencies.OutsideFile(name: ".../\(name)", digest: context.digest(Array(text.utf8)))
      }
  }

  /// Every place that ``files(named:above:)`` looks at.
  func places(named names: [String], above plainNames: [String]) -> Set<LocalPath> {
    let above = Set(directoriesAbove().joined())
    return Set(names.compactMap(path) + above.flatMap { directory in plainNames.map { directory.appending($0) } })
  }

  /// Above the working tree, and above where snapshots lie; each the nearest first.
  private func directoriesAbove() -> [[LocalPath]] {
    let workTree = (try? LocalFiles.realPath(context.workTree)) ?? context.workTree
    return [ancestors(of: workTree)] + (context.snapshots.map { [[$0] + ancestors(of: $0)] } ?? [])
  }

  private func ancestors(of path: LocalPath) -> [LocalPath] {
    var found: [LocalPath] = []
    var directory = path
    while directory.isAbsolute, directory.parent != directory {
      directory = directory.parent
      found.append(directory)
    }
    return found
  }

  /// Where `name` leads, `nil` where there is no home to look in.
  private func path(of name: String) -> LocalPath? {
    let home = LocalPath(context.environment["HOME"] ?? "")
    if name.hasPrefix(Self.variable) {
      let rest = String(name.dropFirst(Self.variable.count + 1))
      // A relative path is not one (XDG Base Directory Specification, "Basics").
      let base = LocalPath(context.environment["XDG_CONFIG_HOME"] ?? "")
      if base.isAbsolute { return base.appending(rest) }
      return home.isAbsolute ? home.appending(".config").appending(rest) : nil
    }
    return home.isAbsolute ? home.appending(String(name.dropFirst(2))) : nil
  }

  private func digest(of path: LocalPath) -> String? {
    guard let status = LocalFiles.status(path, followingLinks: true), status.isRegularFile else { return nil }
    // What gate may not read the linter may not, either.
    guard let bytes = try? LocalFiles.read(path, limit: Self.sizeLimit) else {
      return "\(status.size) \(status.modified)"
    }
    return context.digest(bytes)
  }
}
