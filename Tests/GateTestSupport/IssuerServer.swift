import Foundation
package import GateModel

/// Every issuer of secrets at once, on a loopback port: `Tests/Fixtures/issuers/server.py`.
package final class IssuerServer: Sendable {
  /// One answer.
  package struct Answer: Codable, Sendable {
    var status: Int
    var body: String?
    var location: String?

    package init(_ status: Int, _ body: String? = nil, location: String? = nil) {
      (self.status, self.body, self.location) = (status, body, location)
    }
  }

  /// One request that came.
  package struct Request: Decodable, Sendable {
    package var method: String
    package var path: String
    package var headers: [String: String]
    package var body: String
  }

  /// `http://127.0.0.1:PORT`, with a certificate `https://…`.
  package let url: String
  private let temporary: TemporaryDirectory
  private let program: BackgroundProgram

  /// Starts one that gives these answers by `/HOST/PATH?QUERY` (none at all for the status 0), and 404 to everything else.
  package init(_ answers: [String: Answer], certificate: TestCertificate? = nil) throws {
    let places = ["/usr/bin/python3", "/opt/homebrew/bin/python3", "/usr/local/bin/python3"]
    guard let python = places.first(where: { access($0, X_OK) == 0 }) else { throw TestSupportError("no python3") }
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/issuers/server.py").path
    temporary = try TemporaryDirectory()
    let root = temporary.path
    try JSONEncoder().encode(answers).write(to: URL(filePath: "\(root)/answers.json"))
    let output = root.appending("output")
    let files = certificate.map { ["\($0.certificate)", "\($0.key)"] } ?? []
    program = try BackgroundProgram(
      python, ["-B", script, "\(root)/answers.json", "\(root)/log"] + files, output: output)
    let deadline = Date(timeIntervalSinceNow: 60)
    while program.isRunning, Date() < deadline {
      let text = (try? String(contentsOfFile: "\(output)", encoding: .utf8)) ?? ""
      if text.hasSuffix("\n"), let port = Int(text.dropLast()) {
        url = "\(certificate == nil ? "http" : "https")://127.0.0.1:\(port)"
        return
      }
      usleep(2000)
    }
    throw TestSupportError("the issuers did not start: see \(script)")
  }

  /// Where a line is written for each request.
  package var log: LocalPath { temporary.path.appending("log") }

  /// What was asked so far, in order.
  package func requests() throws -> [Request] {
    guard let log = FileManager.default.contents(atPath: "\(log)") else { return [] }
    return try log.split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(Request.self, from: $0) }
  }

  package func suspend() { program.suspend() }
  package func kill() { program.kill() }
}
