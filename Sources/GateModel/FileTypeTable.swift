/// What names, extensions and interpreters say of a file. A type is added here and nowhere else.
enum FileTypeTable {
  /// The types of the file called `name`, `nil` where the name says nothing.
  static func types(ofName name: ArraySlice<UInt8>) -> [String]? {
    let text = String(decoding: name, as: UTF8.self)
    if let types = names[text] { return types }
    let suffix = name.lastIndex(of: UInt8(ascii: ".")).map { name[($0 + 1)...] }
    let lowered = suffix.map { String(decoding: $0.map(lowercased), as: UTF8.self) }
    if let lowered, let dot = text.utf8.firstIndex(of: UInt8(ascii: ".")),
      text[..<dot] == "Dockerfile" || text[..<dot] == "Containerfile", !documentExtensions.contains(lowered)
    {
      return ["dockerfile"]
    }
    // `.env.local`, `.env.production`: the name before the second dot decides.
    if text.hasPrefix(".env.") { return ["dotenv"] }
    // A name that begins with its only dot has no extension.
    guard let lowered, let suffix, suffix.startIndex > name.startIndex + 1 else { return nil }
    return extensions[lowered]
  }

  /// The types of what the program called `interpreter` runs; a version in its name does not matter.
  static func types(ofInterpreter interpreter: String) -> [String] {
    if let types = interpreters[interpreter] { return types }
    let unversioned = interpreter.prefix { !$0.isNumber && $0 != "." && $0 != "-" }
    return interpreters[String(unversioned)] ?? []
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
  }

  /// With these a `Dockerfile.…` is about a Dockerfile, not one.
  private static let documentExtensions: Set<String> = ["dockerignore", "md", "rst", "adoc", "html", "j2"]

  static let names: [String: [String]] = [
    "Dockerfile": ["dockerfile"], "Containerfile": ["dockerfile"],
    "Makefile": ["make"], "makefile": ["make"], "GNUmakefile": ["make"], "CMakeLists.txt": ["cmake"],
    ".bashrc": ["bash", "shell"], ".bash_profile": ["bash", "shell"], ".bash_aliases": ["bash", "shell"],
    ".bash_login": ["bash", "shell"], ".bash_logout": ["bash", "shell"], ".profile": ["shell"],
    ".envrc": ["bash", "shell"], ".zshrc": ["zsh"], ".zshenv": ["zsh"], ".zprofile": ["zsh"], ".zlogin": ["zsh"],
    "Gemfile": ["ruby"], "Rakefile": ["ruby"], "Vagrantfile": ["ruby"], "Podfile": ["ruby"], "Fastfile": ["ruby"],
    "Jenkinsfile": ["groovy"], "SConstruct": ["python"], "SConscript": ["python"], "wscript": ["python"],
    "Cargo.lock": ["toml"], "poetry.lock": ["toml"], "uv.lock": ["toml"], "Pipfile": ["toml"],
    "Pipfile.lock": ["json"], "composer.lock": ["json"], "flake.lock": ["json"], "Package.resolved": ["json"],
    ".babelrc": ["json"], ".swift-format": ["json"], ".arcconfig": ["json"], ".clang-format": ["yaml"],
    ".clang-tidy": ["yaml"], ".yamllint": ["yaml"], "CITATION.cff": ["yaml"],
    ".env": ["dotenv"], ".editorconfig": ["ini"], ".gitconfig": ["ini"], ".gitmodules": ["ini"], ".npmrc": ["ini"],
    ".flake8": ["ini"], ".pylintrc": ["ini"], ".coveragerc": ["ini"],
    ".gitignore": ["ignore"], ".dockerignore": ["ignore"], ".npmignore": ["ignore"], ".prettierignore": ["ignore"],
    ".eslintignore": ["ignore"], ".gitattributes": ["gitattributes"],
    "BUILD": ["starlark"], "BUILD.bazel": ["starlark"], "WORKSPACE": ["starlark"], "WORKSPACE.bazel": ["starlark"],
    "MODULE.bazel": ["starlark"], "Tiltfile": ["starlark"], "meson.build": ["meson"],
    "go.mod": ["go-mod"], "go.work": ["go-mod"], "go.sum": ["go-sum"],
  ]

  static let extensions: [String: [String]] = {
    var table = sourceExtensions
    for ending in binaryExtensions { table[ending] = ["binary"] }
    return table
  }()

  private static let sourceExtensions: [String: [String]] = [
    "py": ["python"], "pyw": ["python"], "pyi": ["python-stub"], "pyx": ["cython"], "pxd": ["cython"],
    "ipynb": ["notebook"],
    "sh": ["shell"], "dash": ["shell"], "ksh": ["shell"], "bash": ["bash", "shell"], "bats": ["bats"], "zsh": ["zsh"],
    "fish": ["fish"], "ps1": ["powershell"], "psm1": ["powershell"], "psd1": ["powershell"], "bat": ["batch"],
    "cmd": ["batch"],
    "dockerfile": ["dockerfile"], "containerfile": ["dockerfile"],
    "yml": ["yaml"], "yaml": ["yaml"], "json": ["json"], "geojson": ["json"], "webmanifest": ["json"],
    "jsonc": ["jsonc"], "json5": ["json5"], "jsonl": ["json-lines"], "ndjson": ["json-lines"], "toml": ["toml"],
    "ini": ["ini"], "cfg": ["ini"], "properties": ["properties"], "env": ["dotenv"], "xml": ["xml"], "xsd": ["xml"],
    "xsl": ["xml"], "xslt": ["xml"], "plist": ["xml"], "csproj": ["xml"], "svg": ["svg", "xml"], "csv": ["csv"],
    "md": ["markdown"], "markdown": ["markdown"], "mdx": ["mdx"], "rst": ["rst"], "adoc": ["asciidoc"],
    "tex": ["latex"], "txt": ["plain-text"], "j2": ["jinja"], "jinja": ["jinja"], "jinja2": ["jinja"],
    "js": ["javascript"], "mjs": ["javascript"], "cjs": ["javascript"], "jsx": ["javascript", "jsx"],
    "ts": ["typescript"], "mts": ["typescript"], "cts": ["typescript"], "tsx": ["tsx", "typescript"],
    "vue": ["vue"], "svelte": ["svelte"], "astro": ["astro"], "css": ["css"], "scss": ["scss"], "sass": ["sass"],
    "less": ["less"], "html": ["html"], "htm": ["html"], "hbs": ["handlebars"], "graphql": ["graphql"],
    "gql": ["graphql"], "proto": ["protobuf"],
    "swift": ["swift"], "go": ["go"], "rs": ["rust"], "java": ["java"], "kt": ["kotlin"], "kts": ["kotlin"],
    "scala": ["scala"], "sc": ["scala"], "groovy": ["groovy"], "gradle": ["groovy"], "clj": ["clojure"],
    "cljs": ["clojure"], "c": ["c"], "h": ["c", "c-header"], "cc": ["cpp"], "cpp": ["cpp"], "cxx": ["cpp"],
    "hh": ["cpp", "c-header"], "hpp": ["cpp", "c-header"], "hxx": ["cpp", "c-header"], "m": ["objective-c"],
    "mm": ["objective-cpp"], "cs": ["csharp"], "fs": ["fsharp"], "vb": ["visual-basic"], "zig": ["zig"],
    "nim": ["nim"], "d": ["d"], "dart": ["dart"], "ex": ["elixir"], "exs": ["elixir"], "erl": ["erlang"],
    "hrl": ["erlang"], "hs": ["haskell"], "ml": ["ocaml"], "mli": ["ocaml"], "jl": ["julia"], "r": ["r"],
    "rb": ["ruby"], "rake": ["ruby"], "gemspec": ["ruby"], "erb": ["erb"], "php": ["php"], "pl": ["perl"],
    "pm": ["perl"], "t": ["perl"], "lua": ["lua"], "tcl": ["tcl"], "sql": ["sql"], "awk": ["awk"], "vim": ["vim"],
    "el": ["emacs-lisp"], "tf": ["terraform"], "tfvars": ["terraform"], "hcl": ["hcl"], "nix": ["nix"],
    "bzl": ["starlark"], "star": ["starlark"], "mk": ["make"], "cmake": ["cmake"], "diff": ["diff"],
    "patch": ["diff"], "sol": ["solidity"], "rego": ["rego"], "cue": ["cue"], "jsonnet": ["jsonnet"],
    "libsonnet": ["jsonnet"], "bicep": ["bicep"], "pem": ["pem"],
  ]

  private static let binaryExtensions = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "bmp", "tif", "tiff", "icns", "pdf", "zip", "gz", "tgz", "bz2",
    "xz", "zst", "7z", "rar", "jar", "war", "class", "pyc", "pyo", "so", "dylib", "dll", "exe", "o", "a", "woff",
    "woff2", "ttf", "otf", "eot", "mp3", "mp4", "m4a", "mov", "avi", "mkv", "webm", "ogg", "wav", "flac", "sqlite",
    "sqlite3", "parquet", "onnx", "wasm",
  ]

  static let interpreters: [String: [String]] = [
    "sh": ["shell"], "dash": ["shell"], "ash": ["shell"], "ksh": ["shell"], "mksh": ["shell"],
    "bash": ["bash", "shell"], "bats": ["bats"], "zsh": ["zsh"], "fish": ["fish"], "pwsh": ["powershell"],
    "python": ["python"], "pypy": ["python"], "node": ["javascript"], "nodejs": ["javascript"],
    "deno": ["typescript"], "bun": ["typescript"], "tsx": ["typescript"], "ts-node": ["typescript"],
    "ruby": ["ruby"], "perl": ["perl"], "php": ["php"], "lua": ["lua"], "luajit": ["lua"], "tclsh": ["tcl"],
    "awk": ["awk"], "gawk": ["awk"], "mawk": ["awk"], "make": ["make"], "Rscript": ["r"], "julia": ["julia"],
    "elixir": ["elixir"], "escript": ["erlang"], "groovy": ["groovy"], "swift": ["swift"],
  ]
}
