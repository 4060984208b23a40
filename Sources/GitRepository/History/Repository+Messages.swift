package import GateModel

extension Repository {
  /// The message of a commit or of a tag: what stands behind the empty line that ends its head.
  package func message(of id: ObjectID) throws(GitError) -> [UInt8] {
    Self.message(of: try objects.structure(id).bytes)
  }

  /// The annotated tags that `id` is and stands for, the outermost first; none for a commit.
  package func tags(at id: ObjectID) throws(GitError) -> [ObjectID] {
    var tags: [ObjectID] = []
    var id = id
    while tags.count < ObjectDatabase.tagDepthLimit {
      let object = try objects.structure(id)
      guard object.kind == .tag, let target = Commit.target(ofTag: object.bytes) else { break }
      tags.append(id)
      id = target
    }
    return tags
  }

  /// The name that git would give to a blob of these bytes. Nothing is stored.
  package func blobID(of bytes: [UInt8]) -> ObjectID? {
    GitObject(kind: .blob, bytes: bytes).id(objectFormat)
  }

  static func message(of object: [UInt8]) -> [UInt8] {
    var previous: UInt8 = 0
    for (index, byte) in object.enumerated() {
      if byte == UInt8(ascii: "\n"), previous == byte { return Array(object[(index + 1)...]) }
      previous = byte
    }
    return []
  }
}
