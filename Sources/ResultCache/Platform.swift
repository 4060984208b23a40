#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What a verdict holds on: a pass is a pass *on something*.
package struct Platform: Hashable, Sendable {
  /// The operating system's name as uname(2) says it: `Linux`, `Darwin`.
  package var system: String
  /// The processor's name as uname(2) says it: `x86_64`, `arm64`.
  package var architecture: String
  /// What programs run against: the C library and its version (`glibc 2.36`, `musl`), on macOS the kernel's major version.
  /// Linux kernels are left out: they differ from laptop to container, and no verdict hangs on them.
  package var runtime: String

  package init(system: String, architecture: String, runtime: String) {
    self.system = system
    self.architecture = architecture
    self.runtime = runtime
  }

  /// The machine that gate runs on.
  package static let current: Platform = {
    var name = utsname()
    // uname(2) fails for a bad address alone; then the fields stay empty, which is as good a constant as any.
    _ = uname(&name)
    let system = text(of: name.sysname)
    return Platform(
      system: system, architecture: text(of: name.machine),
      runtime: runtime(system: system, release: text(of: name.release)))
  }()

  private static func runtime(system: String, release: String) -> String {
    #if canImport(Darwin)
      return "\(system) \(release.prefix { $0 != "." })"
    #elseif canImport(Musl)
      return "musl"
    #else
      // Answers `glibc 2.36`; an empty text where the library does not say, which is as good a constant as any.
      var answer = [CChar](repeating: 0, count: 64)
      let count = confstr(Int32(_CS_GNU_LIBC_VERSION), &answer, answer.count)
      return String(
        decoding: answer.prefix(max(0, min(count, answer.count) - 1)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    #endif
  }

  private static func text<Field>(of field: Field) -> String {
    withUnsafeBytes(of: field) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
