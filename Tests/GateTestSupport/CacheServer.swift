import Foundation
package import GateModel

/// A server of the Bazel HTTP cache protocol on a loopback port and in a directory of its own.
package final class CacheServer: Sendable {
  /// Where nginx lies, `nil` where it is not installed.
  package static let nginx = program(
    among: ["/usr/sbin/nginx", "/usr/bin/nginx", "/opt/homebrew/bin/nginx", "/usr/local/bin/nginx"])

  /// What keeps tests from having nginx, for the one who reads that they were skipped.
  package static let nginxIsMissing = "nginx is not installed; .ci/deps.sh test installs it"

  /// What gate is told: scheme, host, port and a path.
  package let url: String
  private let temporary: TemporaryDirectory
  private let program: BackgroundProgram

  private init(url: String, temporary: TemporaryDirectory, program: BackgroundProgram) {
    (self.url, self.temporary, self.program) = (url, temporary, program)
  }

  /// Where nginx keeps what it was sent, `ac/…` and `cas/…`.
  package var data: LocalPath { temporary.path.appending("data/gate") }

  /// The requests that nginx answered, `GET /gate/ac/… 200`, one a line.
  package func requests() throws -> [String] {
    try String(contentsOfFile: "\(temporary.path)/access.log", encoding: .utf8).split(separator: "\n").map(String.init)
  }

  /// The files below ``data`` in a folder, `ac` or `cas`.
  package func files(in folder: String) -> [LocalPath] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: "\(data)/\(folder)")
    return (names ?? []).sorted().map { data.appending("\(folder)/\($0)") }
  }

  package func suspend() { program.suspend() }
  package func resume() { program.resume() }
  package func kill() { program.kill() }

  /// nginx with WebDAV.
  ///
  /// - Parameters:
  ///   - writeToken: the bearer token that writing takes.
  ///   - readToken: the bearer token that reading takes; that for writing will do as well.
  ///   - certificate: to speak TLS.
  package static func startNginx(
    writeToken: String? = nil, readToken: String? = nil, certificate: TestCertificate? = nil
  ) throws -> CacheServer {
    guard let nginx else { throw TestSupportError(nginxIsMissing) }
    var output = ""
    // Another program may take the port between the look for a free one and nginx.
    for _ in 0..<5 {
      let temporary = try TemporaryDirectory()
      let port = try freePort()
      let root = temporary.path
      let configuration = configuration(
        root: root, port: port, writeToken: writeToken, readToken: readToken, certificate: certificate)
      try configuration.write(toFile: "\(root)/nginx.conf", atomically: false, encoding: .utf8)
      try FileManager.default.createDirectory(atPath: "\(root)/data", withIntermediateDirectories: false)
      let log = root.appending("output")
      let program = try BackgroundProgram(
        nginx, ["-p", "\(root)", "-e", "\(root)/error.log", "-c", "\(root)/nginx.conf"], output: log)
      if waitForPort(port, of: program) {
        let url = "\(certificate == nil ? "http" : "https")://127.0.0.1:\(port)/gate"
        return CacheServer(url: url, temporary: temporary, program: program)
      }
      output = (try? String(contentsOfFile: "\(log)", encoding: .utf8)) ?? ""
    }
    throw TestSupportError("nginx did not start: \(output)")
  }

  /// The strict server of `Tests/Fixtures/bazel-cache`; writing takes `user` and `password` where they are given.
  package static func startStrict(credential: String? = nil) throws -> CacheServer {
    let places = ["/usr/bin/python3", "/opt/homebrew/bin/python3", "/usr/local/bin/python3"]
    guard let python = program(among: places) else { throw TestSupportError("no python3") }
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/bazel-cache/server.py").path
    let temporary = try TemporaryDirectory()
    let log = temporary.path.appending("output")
    let program = try BackgroundProgram(python, ["-B", script] + (credential.map { [$0] } ?? []), output: log)
    let deadline = Date(timeIntervalSinceNow: 60)
    while program.isRunning, Date() < deadline {
      let text = (try? String(contentsOfFile: "\(log)", encoding: .utf8)) ?? ""
      if text.hasSuffix("\n"), let port = Int(text.dropLast()) {
        return CacheServer(url: "http://127.0.0.1:\(port)/some/where", temporary: temporary, program: program)
      }
      usleep(2000)
    }
    throw TestSupportError("the strict server did not start: see \(script)")
  }

  private static func program(among places: [String]) -> String? {
    places.first { place in access(place, X_OK) == 0 }
  }

  private static func configuration(
    root: LocalPath, port: UInt16, writeToken: String?, readToken: String?, certificate: TestCertificate?
  ) -> String {
    // One process, so that what stops it stops all of it. Tokens are quoted as nginx wants it: they have no quotes in them.
    let write = writeToken.map { "\"~^PUT Bearer \($0)$\" 1; \"~^(GET|HEAD) Bearer \($0)$\" 1;" } ?? "\"~^PUT \" 1;"
    let read = readToken.map { "\"~^(GET|HEAD) Bearer \($0)$\" 1;" } ?? "\"~^(GET|HEAD) \" 1;"
    let tls = certificate.map { "ssl_certificate \($0.certificate); ssl_certificate_key \($0.key);" } ?? ""
    let temporaries = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path \(root)/\($0);" }
    return """
      \(getuid() == 0 ? "user root;" : "")
      daemon off; master_process off; worker_processes 1; pid \(root)/nginx.pid;
      events { worker_connections 512; }
      http {
        \(temporaries.joined(separator: " "))
        log_format short "$request_method $uri $status"; access_log \(root)/access.log short;
        client_max_body_size 8m; server_tokens off;
        map "$request_method $http_authorization" $may { default 0; \(write) \(read) }
        server {
          listen 127.0.0.1:\(port)\(certificate == nil ? "" : " ssl"); \(tls)
          root \(root)/data;
          if ($may = 0) { return 403; }
          location / { dav_methods PUT; create_full_put_path on; }
        }
      }

      """
  }

  /// A port that nobody uses at the moment.
  private static func freePort() throws -> UInt16 {
    let descriptor = loopbackSocket()
    defer { close(descriptor) }
    var address = loopback(port: 0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard isBound else { throw TestSupportError("no free port: \(String(cString: strerror(errno)))") }
    return UInt16(bigEndian: address.sin_port)
  }

  private static func waitForPort(_ port: UInt16, of program: BackgroundProgram) -> Bool {
    let deadline = Date(timeIntervalSinceNow: 60)
    while program.isRunning, Date() < deadline {
      let descriptor = loopbackSocket()
      defer { close(descriptor) }
      var address = loopback(port: port)
      let isConnected = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
      }
      if isConnected { return true }
      usleep(2000)
    }
    return false
  }

  private static func loopbackSocket() -> Int32 {
    #if canImport(Darwin)
      socket(AF_INET, SOCK_STREAM, 0)
    #else
      socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    #endif
  }

  private static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    return address
  }
}
