import DocumentTree
import GateModel

/// Reads feature files of Flipt. A stream of YAML may hold several documents, each with a namespace of its own.
///
/// Format: https://docs.flipt.io/v2/configuration/storage
enum FliptReader: FlagReader {
  static let format = FlagFormat.flipt

  static func detects(_ document: DocumentNode, path: RepositoryPath) -> Bool {
    guard let members = document.members else { return false }
    let first = { (name: String) in members.member(name)?.value.elements?.first?.members }
    if let segment = first("segments"), segment.member("match_type") != nil || segment.member("constraints") != nil {
      return true
    }
    if members.member("namespace") != nil, members.member("version") != nil, members.member("kind") == nil {
      return true
    }
    guard members.member("flags")?.value.elements != nil || members.member("segments")?.value.elements != nil else {
      return false
    }
    if members.member("namespace") != nil { return true }
    guard let flag = first("flags"), flag.member("state") == nil, flag.member("variations") == nil else { return false }
    if flag.member("type")?.value.text?.hasSuffix("_FLAG_TYPE") == true { return true }
    if flag.member("variants")?.value.elements != nil { return true }
    return ["enabled", "rules", "rollouts"].contains { flag.member($0) != nil }
  }

  static func read(_ documents: [DocumentNode], path: RepositoryPath, _ findings: inout FlagFindings) -> FlagFile {
    var file = FlagFile(path: path, format: format)
    file.listsSegments = true
    for document in documents where document.value != .null {
      FliptDocument(node: document).read(into: &file, &findings)
    }
    return file
  }
}
