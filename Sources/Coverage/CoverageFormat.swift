import DocumentTree
import GateModel

/// A format in which tools write which lines were executed. It is told by the content, not by the file's name.
package enum CoverageFormat: String, Hashable, Sendable, CaseIterable {
  /// geninfo(1): `SF:`, `DA:`. Written by lcov, coverage.py, node, jest, llvm-cov and others.
  case lcov
  /// Cobertura's XML: coverage.py, gcovr, coverlet.
  case cobertura
  /// JaCoCo's XML.
  case jacoco
  /// Clover's XML: PHPUnit, jest, istanbul.
  case clover
  /// coverage.py's own JSON.
  case coveragePy = "coverage.py"
  /// A profile of `go test -coverprofile` (golang.org/x/tools/cover).
  case go
  /// `llvm-cov export`, which `swift test --enable-code-coverage` writes.
  case llvm = "llvm-cov"
  /// `coverage-final.json` of istanbul: nyc, jest, vitest.
  case istanbul
  /// `.resultset.json` of SimpleCov.
  case simpleCov = "simplecov"

  /// Larger reports are not read.
  package static let sizeLimit: UInt64 = 256 << 20

  /// Reads `bytes`, whatever their format.
  ///
  /// - Throws: `CoverageError` where they have none of the formats, or not what it asks for.
  package static func report(_ bytes: [UInt8]) throws(CoverageError) -> CoverageReport {
    let start = bytes.firstIndex { $0 > 0x20 && $0 < 0x80 } ?? bytes.endIndex
    guard start < bytes.endIndex else { throw CoverageError("it is empty") }
    switch bytes[start] {
    case UInt8(ascii: "<"): return try XMLCoverage.report(bytes)
    case UInt8(ascii: "{"): return try JSONCoverage.report(bytes)
    default:
      if bytes[start...].starts(with: "mode:".utf8) { return try GoProfile.report(bytes) }
      if LcovReport.isLcov(bytes[start...]) { return try LcovReport.report(bytes) }
      throw CoverageError("it has none of the formats \(allCases.map(\.rawValue).joined(separator: ", "))")
    }
  }
}
