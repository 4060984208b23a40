package import GateModel

/// Which file needs which.
package struct SourceGraph: Sendable {
  package let table: FileTable
  package let roles: [FileRole]
  /// What each file needs; its place in `table` is its place here.
  package let links: [FileLinks]
  /// Why the text of a file could not be read.
  package let faults: [Int: String]

  package init(table: FileTable, roles: [FileRole], links: [FileLinks], faults: [Int: String]) {
    self.table = table
    self.roles = roles
    self.links = links
    self.faults = faults
  }
}
