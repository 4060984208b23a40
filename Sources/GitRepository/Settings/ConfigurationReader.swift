internal import GateModel

/// Reads configuration files, and the files that they include (git-config(1), "Includes" and "Conditional includes").
struct ConfigurationReader {
  private static let sizeLimit = 16 << 20
  /// git refuses chains of includes that are longer.
  private static let depthLimit = 10

  /// `HOME`, for `~/`.
  let home: String?
  /// What `gitdir:` looks at; `nil` outside of a repository, where no condition holds.
  let gitDirectory: LocalPath?
  /// The branch that `HEAD` names, without `refs/heads/`, for `onbranch:`.
  let branch: [UInt8]?

  private(set) var settings: [GitConfiguration.Setting] = []
  /// What `hasconfig:remote.*.url:` looks at: known only when everything else was read.
  private var remoteURLs: [[UInt8]] = []
  private var asksForRemotes = false

  init(home: String?, gitDirectory: LocalPath?, branch: [UInt8]?) {
    self.home = home
    self.gitDirectory = gitDirectory
    self.branch = branch
  }

  /// The settings of `files`, lowest rank first; a file that is missing or may not be read has none.
  ///
  /// - Throws: `GitError` of kind `malformed` with the file and the line that git would not read either.
  static func settings(
    in files: [RepositoryLocation.ConfigurationFile], home: String?, gitDirectory: LocalPath?, branch: [UInt8]?
  ) throws(GitError) -> [GitConfiguration.Setting] {
    var reader = ConfigurationReader(home: home, gitDirectory: gitDirectory, branch: branch)
    for file in files { try reader.read(file.path, file.level, depth: 0) }
    if reader.asksForRemotes {
      reader.remoteURLs = reader.settings.filter { isRemoteURL($0.name) }.compactMap(\.value)
      reader.settings = []
      for file in files { try reader.read(file.path, file.level, depth: 0) }
    }
    return reader.settings
  }

  /// The settings that stand in `file` itself; `nil` where it is missing or may not be read.
  static func ownSettings(in file: LocalPath) throws(GitError) -> [ConfigurationParser.Setting]? {
    guard let text = FileBytes.read(file, limit: sizeLimit, followsLinks: true) else { return nil }
    do {
      return try ConfigurationParser.settings(in: text)
    } catch {
      throw GitError(.malformed, "bad line \(error.line) in the git configuration \(file)")
    }
  }

  private mutating func read(
    _ file: LocalPath, _ level: RepositoryLocation.ConfigurationFile.Level, depth: Int
  ) throws(GitError) {
    if depth > Self.depthLimit {
      throw GitError(.malformed, "the git configuration \(file) is included too deeply; does it include itself?")
    }
    for setting in try Self.ownSettings(in: file) ?? [] {
      settings.append(GitConfiguration.Setting(name: setting.name, value: setting.value, level: level))
      guard let path = setting.value, !path.isEmpty, try includes(setting.name, from: file) else { continue }
      try read(file.parent.resolving(try expanded(path, in: file)), level, depth: depth + 1)
    }
  }

  private func expanded(_ path: [UInt8], in file: LocalPath) throws(GitError) -> LocalPath {
    guard path.first == UInt8(ascii: "~") else { return LocalPath(bytes: path) }
    guard let home, path.dropFirst().first == UInt8(ascii: "/") else {
      throw GitError(
        .unsupported, "the git configuration \(file) includes \(LocalPath(bytes: path)), which gate cannot expand",
        hint: "write an absolute path there")
    }
    return LocalPath(bytes: home.utf8 + path.dropFirst())
  }

  /// Whether the setting `name` of `file` asks for another file to be read.
  private mutating func includes(_ name: String, from file: LocalPath) throws(GitError) -> Bool {
    if name == "include.path" { return true }
    guard name.hasPrefix("includeif."), name.hasSuffix(".path") else { return false }
    let condition = Array(name.utf8.dropFirst("includeif.".utf8.count).dropLast(".path".utf8.count))
    func pattern(after prefix: String) -> [UInt8]? {
      condition.starts(with: prefix.utf8) ? Array(condition.dropFirst(prefix.utf8.count)) : nil
    }
    if let pattern = pattern(after: "gitdir:") { return matchesDirectory(pattern, file, foldsCase: false) }
    if let pattern = pattern(after: "gitdir/i:") { return matchesDirectory(pattern, file, foldsCase: true) }
    if let pattern = pattern(after: "onbranch:") {
      return branch.map { Self.matches(pattern + Self.openEnd(pattern), $0, foldsCase: false) } ?? false
    }
    if let pattern = pattern(after: "hasconfig:remote.*.url:") {
      asksForRemotes = true
      return remoteURLs.contains { Self.matches(pattern, $0, foldsCase: false) }
    }
    return false
  }

  private func matchesDirectory(_ pattern: [UInt8], _ file: LocalPath, foldsCase: Bool) -> Bool {
    guard let gitDirectory else { return false }
    var pattern = pattern
    var names = [gitDirectory.resolved, gitDirectory]
    if pattern.starts(with: "./".utf8) {
      // The directory of the file is taken as it is; what follows is a pattern for the rest.
      let directory = file.resolved.parent
      names = names.compactMap { name in
        name == directory ? nil : name.relative(to: directory).map { LocalPath(bytes: $0.bytes) }
      }
      pattern.removeFirst(2)
    } else if pattern.starts(with: "~/".utf8), let home {
      pattern = Array(home.utf8) + pattern.dropFirst()
    } else if pattern.first != UInt8(ascii: "/") {
      pattern = Array("**/".utf8) + pattern
    }
    pattern += Self.openEnd(pattern)
    return names.contains { Self.matches(pattern, $0.bytes, foldsCase: foldsCase) }
  }

  /// A pattern that ends in a slash is about everything below.
  private static func openEnd(_ pattern: [UInt8]) -> [UInt8] {
    pattern.last == UInt8(ascii: "/") ? Array("**".utf8) : []
  }

  /// Whether the whole of `text` fits `pattern`, in which `*` ends at a slash and `**` does not.
  private static func matches(_ pattern: [UInt8], _ text: [UInt8], foldsCase: Bool) -> Bool {
    let slash = UInt8(ascii: "/")
    // A leading slash makes an ignore pattern one about the whole path.
    let anchored = pattern.first == slash ? pattern : [slash] + pattern
    let path = text.first == slash ? text[1...] : text[...]
    let components = path.split(separator: slash, omittingEmptySubsequences: false)
    let matcher = IgnorePattern(line: anchored[...], foldsCase: foldsCase)
    return matcher?.matches(components[...], isDirectory: true) ?? false
  }

  private static func isRemoteURL(_ name: String) -> Bool { name.hasPrefix("remote.") && name.hasSuffix(".url") }
}
