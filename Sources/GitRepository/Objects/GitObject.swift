internal import Digests
internal import GateModel

/// An object of git's with its content.
struct GitObject {
  /// What an object is, by its number in a pack (gitformat-pack(5)).
  enum Kind: UInt8 {
    case commit = 1
    case tree
    case blob
    case tag

    /// The kind that git writes as `name`.
    init?(name: some Collection<UInt8>) {
      let known = [Kind.commit, .tree, .blob, .tag].first { $0.name.utf8.elementsEqual(name) }
      guard let known else { return nil }
      self = known
    }

    var name: String {
      switch self {
      case .commit: "commit"
      case .tree: "tree"
      case .blob: "blob"
      case .tag: "tag"
      }
    }
  }

  var kind: Kind
  var bytes: [UInt8]

  /// The name that an object of this content has: the digest of its kind, its size and its bytes.
  static func id(_ kind: Kind, _ bytes: UnsafeRawBufferPointer, _ format: Repository.ObjectFormat) -> ObjectID? {
    let header = Array("\(kind.name) \(bytes.count)\0".utf8)
    switch format {
    case .sha1:
      var digest = Digest160.Stream()
      digest.update(header)
      digest.update(bytes)
      return ObjectID(bytes: digest.finish())
    case .sha256:
      var digest = Digest256.Stream()
      digest.update(header)
      digest.update(bytes)
      return ObjectID(bytes: digest.finish())
    }
  }

  /// See ``id(_:_:_:)``.
  func id(_ format: Repository.ObjectFormat) -> ObjectID? {
    bytes.withUnsafeBytes { Self.id(kind, $0, format) }
  }
}

extension Repository.ObjectFormat {
  /// How many bytes an id has.
  var idByteCount: Int {
    switch self {
    case .sha1: 20
    case .sha256: 32
    }
  }
}
