import GateModel
import ResultCache

extension KeyBuilder {
  /// The key that says that everything was executed on all that `content` holds, whatever was known.
  ///
  /// - Throws: `CheckError` where the content cannot be read.
  func key(forAuditOf content: any ContentSource) throws(CheckError) -> CacheKey {
    if let tree = try content.wholeTree() { return key(forAllOf: tree, marks: ["audit"]) }
    return key(forTask: try content.files())
  }
}
