internal import GateModel

/// Reads refs where git keeps them: in files of their own, and together in `packed-refs` (gitrepository-layout(5)).
struct ReferenceStore {
  /// As many symbolic refs may point to one another as in git.
  private static let chainLimit = 5
  private static let sizeLimit = 4096

  /// What a ref holds.
  enum Value: Hashable {
    case id(ObjectID)
    /// The name of another ref.
    case symbolic(String)
  }

  let gitDirectory: LocalPath
  let commonDirectory: LocalPath
  let format: Repository.ObjectFormat

  /// What `name` holds, `nil` where there is no such ref.
  ///
  /// - Throws: `GitError` of kind `malformed` where there is something that git does not take for a ref.
  func value(of name: String) throws(GitError) -> Value? {
    guard Self.isSafe(name) else { return nil }
    let path = directory(of: name).appending(name)
    // Before git had symbolic refs they were links, and `core.preferSymlinkRefs` still makes such.
    if let target = path.linkTarget, target.starts(with: "refs/".utf8) {
      return .symbolic(String(decoding: target, as: UTF8.self))
    }
    if let bytes = FileBytes.read(path, limit: Self.sizeLimit, followsLinks: true) {
      return try value(in: bytes, at: path)
    }
    return try PackedReferences(commonDirectory, format)?.id(of: name).map { .id($0) }
  }

  /// The object that `name` comes to, through symbolic refs; `nil` where the last of them does not exist.
  func resolve(_ name: String) throws(GitError) -> ObjectID? {
    var name = name
    for _ in 0...Self.chainLimit {
      switch try value(of: name) {
      case nil: return nil
      case .id(let id): return id
      case .symbolic(let next): name = next
      }
    }
    throw GitError(.malformed, "\(name) is a symbolic ref that leads nowhere")
  }

  /// The ref that `HEAD` stands for, `nil` where it is detached.
  func branch() throws(GitError) -> String? {
    if case .symbolic(let name)? = try value(of: "HEAD") { name } else { nil }
  }

  /// The names of all refs below `prefix`, which ends in a slash, in order.
  func names(below prefix: String) throws(GitError) -> [String] {
    guard Self.isSafe(prefix + "x") else { return [] }
    var names = Set(try PackedReferences(commonDirectory, format)?.names(below: prefix) ?? [])
    collect(prefix, depth: 0, into: &names)
    return names.sorted()
  }

  private func collect(_ prefix: String, depth: Int, into names: inout Set<String>) {
    let directory = commonDirectory.appending(prefix)
    for name in DirectoryListing.names(in: directory) where depth < 64 {
      // Not `String(decoding:)`: what is not UTF-8 could not be looked up by it again.
      guard let text = String(validating: name, as: UTF8.self), Self.isSafe(prefix + text) else { continue }
      switch FileStatus(of: directory.appending(bytes: name))?.kind {
      case .directory: collect(prefix + text + "/", depth: depth + 1, into: &names)
      case .regular, .symbolicLink: if !text.hasSuffix(".lock") { names.insert(prefix + text) }
      default: continue
      }
    }
  }

  private func value(in bytes: [UInt8], at path: LocalPath) throws(GitError) -> Value {
    var text = bytes[...]
    while let last = text.last, last == 0x0a || last == 0x0d || last == 0x20 || last == 0x09 { text.removeLast() }
    if text.starts(with: "ref:".utf8) {
      let target = text.dropFirst(4).drop { $0 == 0x20 || $0 == 0x09 }
      if let name = String(validating: target, as: UTF8.self), Self.isSafe(name) { return .symbolic(name) }
    } else {
      let digits = text.prefix(format.idByteCount * 2)
      // FETCH_HEAD and its kind go on after a blank.
      let isWhole = digits.endIndex == text.endIndex || text[digits.endIndex] == 0x20 || text[digits.endIndex] == 0x09
      if isWhole, let id = ObjectID(hex: String(decoding: digits, as: UTF8.self)), id.count == format.idByteCount {
        return .id(id)
      }
    }
    throw GitError(.malformed, "\(path) is no ref", hint: "see what is damaged: git fsck")
  }

  /// `HEAD`, other names without a slash, and what git keeps for each work tree lie in the work tree's own directory
  /// (gitrepository-layout(5), `refs`).
  private func directory(of name: String) -> LocalPath {
    let isOwn =
      !name.contains("/") || ["refs/bisect/", "refs/worktree/", "refs/rewritten/"].contains { name.hasPrefix($0) }
    return isOwn ? gitDirectory : commonDirectory
  }

  /// Whether `name` may be a ref's (git-check-ref-format(1)): a file of that name lies below `refs`, or is one of those in
  /// capitals beside it.
  static func isSafe(_ name: String) -> Bool {
    if !name.utf8.contains(UInt8(ascii: "/")) {
      return !name.isEmpty && name.utf8.allSatisfy { (0x41...0x5a).contains($0) || "_-".utf8.contains($0) }
    }
    guard name.hasPrefix("refs/") else { return false }
    return name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part.first != UInt8(ascii: ".") && !part.contains { $0 < 0x20 || $0 == 0x7f }
    } && !name.contains("..")
  }
}
