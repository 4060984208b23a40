internal import CLibgit2
internal import GateModel

/// Turns blobs into what a checkout writes, by the attributes of the content itself and never of the user's files. For one
/// thread.
final class CheckoutFilters {
  /// Blobs beyond this are refused: they are held in memory once, and again when a filter changes them.
  private static let sizeLimit: UInt64 = 4 << 30

  let rules: CheckoutRules
  private let objects: ObjectDatabase
  /// Made for the first attribute that is asked for.
  private var attributes: AttributeSource?

  init(_ rules: CheckoutRules) {
    self.rules = rules
    objects = ObjectDatabase(rules.location)
  }

  /// The attributes of an item that matter here.
  func attributes(of item: SnapshotItem) throws(GitError) -> PathAttributes {
    if rules.hasNoAttributes || item.kind.mode?.isFile != true { return PathAttributes() }
    let source: AttributeSource
    if let attributes {
      source = attributes
    } else {
      source = try AttributeSource(rules)
      attributes = source
    }
    return try source.attributes(of: item.path)
  }

  /// The bytes of a blob as they are stored.
  func stored(_ id: ObjectID, limit: UInt64) throws(GitError) -> [UInt8] {
    try objects.bytes(of: id, limit: limit)
  }

  /// How many bytes a blob has.
  func size(of id: ObjectID) throws(GitError) -> UInt64 {
    try objects.size(of: id)
  }

  /// The bytes of the blob of a file as a checkout would write them, programs of filter drivers aside.
  func checkedOut(_ file: SnapshotFile, _ attributes: PathAttributes) throws(GitError) -> [UInt8] {
    var bytes = try objects.bytes(of: file.version.id, limit: Self.sizeLimit)
    if attributes.ident == .set,
      let expanded = bytes.withUnsafeBytes({ IdentKeyword.expanded(in: $0, id: file.version.id) })
    {
      bytes = expanded
    }
    let lineEnds = LineEnds(attributes, conversion: rules.automaticConversion, lineEnd: rules.lineEnd)
    if let converted = bytes.withUnsafeBytes({ lineEnds.applied(to: $0) }) { bytes = converted }
    if !bytes.isEmpty, let encoding = attributes.textEncoding,
      let encoded = bytes.withUnsafeBytes({ encoding.encoded($0) })
    {
      bytes = encoded
    }
    return bytes
  }
}

/// libgit2's attributes of a content that lies in no working tree.
private final class AttributeSource {
  private let repository: Libgit2Repository

  init(_ rules: CheckoutRules) throws(GitError) {
    // A handle of its own whose working tree is empty and whose index holds nothing but the attributes.
    let repository = Libgit2Repository(rules.location)
    try repository.takeAttributes(
      from: rules.attributeFiles, in: rules.emptyDirectory, "could not prepare the attributes of a snapshot")
    self.repository = repository
  }

  func attributes(of path: RepositoryPath) throws(GitError) -> PathAttributes {
    try PathAttributes(of: path, in: repository.pointer)
  }
}
