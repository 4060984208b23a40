internal import GateModel

/// What a commit object says of the history.
struct Commit {
  var tree: ObjectID
  var parents: [ObjectID]
  /// When it was committed, in seconds since 1970; 0 where the object does not say.
  var date: Int64

  /// Reads a commit object: lines `tree ID`, `parent ID`, …, up to an empty one.
  ///
  /// - Returns: `nil` where no tree comes first.
  init?(_ bytes: [UInt8]) {
    var tree: ObjectID?
    var parents: [ObjectID] = []
    date = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.isEmpty { break }
      let (key, value) = Self.field(line)
      if key.elementsEqual("tree".utf8), tree == nil { tree = ObjectID(hex: String(decoding: value, as: UTF8.self)) }
      if key.elementsEqual("parent".utf8) {
        guard let parent = ObjectID(hex: String(decoding: value, as: UTF8.self)) else { return nil }
        parents.append(parent)
      }
      if key.elementsEqual("committer".utf8) {
        date = Self.date(value)
        break
      }
    }
    guard let tree else { return nil }
    self.tree = tree
    self.parents = parents
  }

  /// What an annotated tag stands for, `nil` where `bytes` are no tag object.
  static func target(ofTag bytes: [UInt8]) -> ObjectID? {
    let (key, value) = field(bytes.prefix { $0 != UInt8(ascii: "\n") })
    return key.elementsEqual("object".utf8) ? ObjectID(hex: String(decoding: value, as: UTF8.self)) : nil
  }

  /// The name of who wrote the commit `bytes`, `nil` where it does not say.
  static func author(_ bytes: [UInt8]) -> String? {
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.isEmpty { return nil }
      let (key, value) = field(line)
      guard key.elementsEqual("author".utf8), let end = value.lastIndex(of: UInt8(ascii: "<")) else { continue }
      let name = value[..<end].filter { $0 >= 0x20 && $0 != 0x7f }
      let text = String(decoding: name, as: UTF8.self)
      return text.hasSuffix(" ") ? String(text.dropLast()) : text
    }
    return nil
  }

  private static func field(_ line: ArraySlice<UInt8>) -> (key: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
    let key = line.prefix { $0 != UInt8(ascii: " ") }
    return (key, line[key.endIndex...].dropFirst())
  }

  /// The seconds in `NAME <MAIL> SECONDS ZONE`.
  private static func date(_ value: ArraySlice<UInt8>) -> Int64 {
    guard let end = value.lastIndex(of: UInt8(ascii: ">")) else { return 0 }
    let words = value[(end + 1)...].split(separator: UInt8(ascii: " "))
    return words.first.flatMap { Int64(String(decoding: $0, as: UTF8.self)) } ?? 0
  }
}

extension ObjectDatabase {
  /// How many tags may stand for one another.
  static let tagDepthLimit = 64

  /// The commit `id`, which must be one.
  func commit(_ id: ObjectID) throws(GitError) -> Commit {
    let object = try structure(id)
    guard object.kind == .commit else { throw GitError(.malformed, "object \(id) is not a commit") }
    guard let commit = Commit(object.bytes) else {
      throw GitError(.malformed, "commit \(id) is damaged", hint: "see what is damaged: git fsck")
    }
    return commit
  }

  /// The commit that `id` is, or that the tag `id` stands for.
  func peeled(_ id: ObjectID) throws(GitError) -> ObjectID {
    var id = id
    for _ in 0..<Self.tagDepthLimit {
      let object = try structure(id)
      if object.kind == .commit { return id }
      guard object.kind == .tag, let target = Commit.target(ofTag: object.bytes) else { break }
      id = target
    }
    throw GitError(.malformed, "object \(id) is not a commit")
  }
}
