import FeatureFlags
import GateModel
import Testing

@Suite struct ReferenceJoinTests {
  /// The references of a content whose files are `sources`, where the flags `keys` are defined.
  private static func content(
    _ sources: [(RepositoryPath, String)], keys: [String] = ["new-ui", "old-ui"],
    settings: FlagReferenceSettings = FlagReferenceSettings()
  ) -> FlagContent {
    let flags = keys.map { Flag(key: $0, path: "flags.json", range: SourceRange(line: 1)) }
    let file = FlagFile(path: "flags.json", format: .flagd, flags: flags)
    return FlagContent(files: [file], settings: settings) { query in
      let reader = query.reader
      return sources.compactMap { path, text in
        reader.facts(of: MarkedText(text).bytes, path: path).map { .init(path: path, facts: $0) }
      }
    }
  }

  private static func expect(
    _ sources: [(RepositoryPath, String)], keys: [String] = ["new-ui", "old-ui"],
    settings: FlagReferenceSettings = FlagReferenceSettings(), sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let content = content(sources, keys: keys, settings: settings)
    for (path, text) in sources {
      let found = content.references.filter { $0.path == path }
      #expect(
        found.map(\.range) == MarkedText(text).ranges, "\(path): \(found.map(\.key))", sourceLocation: sourceLocation)
    }
  }

  // MARK: Constants

  @Test func `a constant of the same file is its key`() {
    Self.expect([("a.py", "import openfeature\nNEW = 'new-ui'\nx = client.get_boolean_value(«NEW», False)")])
    Self.expect([("a.ts", "import 'openfeature';\nconst NEW = 'new-ui';\nclient.getBooleanValue(«NEW», false);")])
    Self.expect([
      (
        "a.go",
        "package a\nimport \"open-feature\"\nconst (\n  NewUI = \"new-ui\"\n)\nx, _ := c.BooleanValue(ctx, «NewUI», false, e)"
      )
    ])
    Self.expect([
      (
        "A.java",
        "import dev.openfeature.sdk.*;\nclass A { private static final String NEW = \"new-ui\";\n boolean f() { return client.getBooleanValue(«NEW», false); } }"
      )
    ])
    Self.expect([
      ("a.rs", "use open_feature::*;\nconst NEW: &str = \"new-ui\";\nlet x = client.get_bool_value(«NEW», None, None);")
    ])
    Self.expect([
      (
        "a.php",
        "<?php // OpenFeature\nconst NEW_UI = 'new-ui';\ndefine('OLD_UI', 'old-ui');\n$c->getBooleanValue(«NEW_UI», false); $c->getBooleanValue(«OLD_UI», false);"
      )
    ])
    Self.expect([
      (
        "a.rb",
        "require 'openfeature/sdk'\nNEW = 'new-ui'.freeze\nOLD = 'old-ui'\nc.fetch_boolean_value(flag_key: «OLD», default_value: false)"
      )
    ])
    Self.expect([
      (
        "a.dart",
        "import 'package:openfeature/openfeature.dart';\nconst String newUi = 'new-ui';\nfinal a = c.getBooleanValue(«newUi», false);"
      )
    ])
  }

  @Test func `a file of constants gives the keys of all languages`() {
    Self.expect([
      ("app/flags.py", "class Flags:\n    NEW_UI = 'new-ui'\n    OLD_UI: str = 'old-ui'\n"),
      (
        "app/view.py",
        "import openfeature\nfrom .flags import Flags\nc.get_boolean_value(«Flags.NEW_UI», False)\nc.get_boolean_value(«Flags.OLD_UI», False)"
      ),
    ])
    Self.expect([
      (
        "src/keys.ts",
        "export const KEYS = { NEW_UI: 'new-ui', oldUi: \"old-ui\" } as const;\nexport enum Flag { New = 'new-ui' }"
      ),
      (
        "src/a.tsx",
        "import 'openfeature';\nuseBooleanFlagValue(«KEYS.NEW_UI», false); useFlag(«KEYS.oldUi», 1); useFlag(«Flag.New», 1)"
      ),
    ])
    Self.expect([
      ("keys/keys.go", "package keys\nconst NewUI = \"new-ui\"\nvar OldUI FlagKey = \"old-ui\""),
      (
        "main.go",
        "import \"open-feature\"\nc.BooleanValue(ctx, «keys.NewUI», false, e); c.BooleanValue(ctx, «keys.OldUI», false, e)"
      ),
    ])
    Self.expect([
      ("Keys.java", "public enum Keys { NEW_UI(\"new-ui\"), OLD_UI(\"old-ui\"); private final String key; }"),
      ("A.java", "import dev.openfeature.*;\nc.getBooleanValue(«Keys.NEW_UI.getKey()», false);"),
    ])
    Self.expect([
      (
        "Keys.kt",
        "object Keys {\n  const val NEW_UI = \"new-ui\"\n}\nenum class E(val key: String) { OLD(\"old-ui\") }"
      ),
      (
        "A.kt",
        "import dev.openfeature.kotlin\nc.getBooleanValue(«Keys.NEW_UI», false)\nc.getBooleanValue(«E.OLD.key», false)"
      ),
    ])
    Self.expect([
      ("Keys.swift", "enum Keys: String {\n  case newUI = \"new-ui\"\n}\nstruct Names { static let old = \"old-ui\" }"),
      (
        "A.swift",
        "import OpenFeature\nc.getBooleanValue(key: «Keys.newUI.rawValue», defaultValue: false)\nc.getBooleanValue(key: «Names.old», defaultValue: false)"
      ),
    ])
    Self.expect([
      ("Keys.cs", "public static class Keys { public const string NewUi = \"new-ui\"; }"),
      ("A.cs", "using OpenFeature;\nawait c.GetBooleanValueAsync(«Keys.NewUi», false);"),
    ])
    Self.expect([
      ("keys.rb", "module Keys\n  NEW_UI = 'new-ui'\nend\n"),
      ("a.rb", "require 'openfeature'\nc.fetch_boolean_value(flag_key: «Keys::NEW_UI», default_value: false)"),
    ])
    Self.expect([
      ("Keys.php", "<?php\nfinal class Keys { public const NEW_UI = 'new-ui'; }"),
      ("a.php", "<?php\nuse OpenFeature\\Client;\n$c->getBooleanValue(«Keys::NEW_UI», false);"),
    ])
    Self.expect([
      ("keys.rs", "pub mod keys {\n  pub const NEW_UI: &'static str = \"new-ui\";\n}"),
      ("a.rs", "use open_feature::*;\nlet x = c.get_bool_value(«keys::NEW_UI», None, None);"),
    ])
  }

  @Test func `a name with two values is none, and one that nobody defines is unresolved`() {
    let content = Self.content([
      ("a/flags.py", "NEW = 'new-ui'"), ("b/flags.py", "NEW = 'old-ui'"),
      ("c.py", "import openfeature\nc.get_boolean_value(NEW, False)\nc.get_boolean_value(GONE, False)"),
    ])
    #expect(content.references == [])
    #expect(content.unresolved.map(\.key) == ["NEW", "GONE"])
  }

  @Test func `a reference through a constant says by which name`() {
    let content = Self.content([
      ("a.py", "import openfeature\nNEW = 'new-ui'\nc.get_boolean_value(NEW, False)")
    ])
    #expect(content.references.map(\.alias) == ["NEW"])
    #expect(content.references.map(\.key) == ["new-ui"])
  }

  // MARK: Wrappers

  @Test func `callers of a function that hands its parameter on are references`() {
    Self.expect([
      (
        "a.py",
        "import openfeature\ndef is_on(name, user=None):\n    return client.get_boolean_value(name, False)\n\nif is_on(«'new-ui'») or is_on(name=«'old-ui'»): pass"
      )
    ])
    Self.expect([
      (
        "a.ts",
        "import 'openfeature';\nexport const isOn = async (key: string): Promise<boolean> => client.getBooleanValue(key, false);\nfunction colour(user: User, key: string) { return client.getStringValue(key, 'x'); }\nif (await isOn(«'new-ui'»)) colour(me, «'old-ui'»);"
      )
    ])
    Self.expect([
      (
        "a.go",
        "import \"open-feature\"\nfunc (s *Service) IsOn(ctx context.Context, key string) (bool, error) {\n  return s.c.BooleanValue(ctx, key, false, e)\n}\nfunc f() { s.IsOn(ctx, «\"new-ui\"») }"
      )
    ])
    Self.expect([
      (
        "A.java",
        "import dev.openfeature.*;\nclass A { public boolean isOn(@NotNull String key) { return client.getBooleanValue(key, false); }\n void f() { if (isOn(«\"new-ui\"»)) {} } }"
      )
    ])
    Self.expect([
      (
        "a.kt",
        "import dev.openfeature\nfun isOn(key: String): Boolean = client.getBooleanValue(key, false)\nval x = isOn(«\"new-ui\"»)"
      )
    ])
    Self.expect([
      (
        "a.swift",
        "import OpenFeature\nfunc isOn(_ key: String) -> Bool { client.getBooleanValue(key: key, defaultValue: false) }\nif isOn(«\"new-ui\"») {}"
      )
    ])
    Self.expect([
      (
        "a.cs",
        "using OpenFeature;\nclass A { Task<bool> IsOn(string key) => client.GetBooleanValueAsync(key, false);\n void F() { IsOn(«\"new-ui\"»); } }"
      )
    ])
    Self.expect([
      (
        "a.rb",
        "require 'openfeature'\ndef on?(key)\n  client.fetch_boolean_value(flag_key: key, default_value: false)\nend\n\ndef allowed(key)\n  client.fetch_boolean_value(flag_key: key, default_value: false)\nend\nputs allowed(«'new-ui'»)"
      )
    ])
    Self.expect([
      (
        "a.php",
        "<?php // openfeature\nfunction is_on(string $key): bool { return $this->c->getBooleanValue($key, false); }\nif (is_on(«'new-ui'»)) {}"
      )
    ])
    Self.expect([
      (
        "a.rs",
        "use open_feature::*;\nasync fn is_on(&self, key: &str) -> bool { self.c.get_bool_value(key, None, None).await.unwrap_or(false) }\nlet x = self.is_on(«\"new-ui\"»);"
      )
    ])
  }

  @Test func `a wrapper of another file is known by name`() {
    Self.expect([
      (
        "lib/toggles.ts",
        "import 'openfeature';\nexport function ask(key: string) { return client.getBooleanValue(key, false); }"
      ),
      ("app/a.ts", "import { ask } from '../lib/toggles';\nif (ask(«'new-ui'»)) {}"),
      ("app/b.ts", "if (ask(«'new-ui'») && ask('no flag') && ask('other')) {}"),
      ("lib/c.ts", "ask(«'undefined-one'»)"),
    ])
  }

  @Test func `a wrapper that settings declare counts everywhere`() {
    var settings = FlagReferenceSettings()
    settings.wrappers = [.init("decide", place: 1, type: .boolean)]
    let content = Self.content([("a.py", "x = decide(user, 'gone') or decide('new-ui')")], settings: settings)
    #expect(content.references.map(\.key) == ["gone"])
    #expect(content.references.map(\.type) == [.boolean])
  }

  @Test func `a call of an unknown function with a flag's key in a name that speaks of flags is a use`() {
    Self.expect([
      ("a.py", "if features.active(«'new-ui'») or feature_enabled(«\"old-ui\"») or feature_enabled('other'): pass")
    ])
  }

  @Test func `a repository's own expressions find uses`() {
    var settings = FlagReferenceSettings()
    settings.patterns = [#"decide\(\s*["']FLAG_KEY"#, #"@When\("(?<key>[^"]+)"\)"#, "broken("]
    Self.expect(
      [
        ("a.py", "x = decide('«new-ui»') or decide( \"«old-ui»\") or decide('other')  # decide('new-ui')"),
        ("A.java", "@When(\"«new-ui»\") class A {} // @When(\"old-ui\")"), ("a.html", "{{ decide('«old-ui»') }}"),
      ], settings: settings)
  }

  // MARK: Templates and configuration

  @Test func `templates`() {
    Self.expect([("a.html", "{% if flag(«'new-ui'») %}x{% endif %} <p>flag('old-ui')</p> {{ user('old-ui') }}")])
    Self.expect([("a.erb", "<% if feature_enabled?(«\"new-ui\"») %>x<% end %>")])
    Self.expect([("a.hbs", "{{#if (feature «\"new-ui\"»)}}x{{/if}}")])
    Self.expect([("a.html", "<div *featureFlag=\"'new-ui'\" data-feature=\"old-ui\">".marking("'new-ui'", "old-ui"))])
    Self.expect([("a.vue", "<template><p v-if=\"isEnabled('x')\">x</p></template>")])
  }

  @Test func `configuration`() {
    Self.expect([("a.yml", "jobs:\n  a:\n    feature_flag: «new-ui»\n    flag: unknown\n    name: old-ui\n")])
    Self.expect([("a.json", "{\"routes\": [{\"flag\": «\"new-ui\"», \"path\": \"/old-ui\"}]}")])
    Self.expect([("a.toml", "[x]\nfeature-flag = «\"new-ui\"»\n")])
  }

  // MARK: Mentions and aliases

  @Test func `mentions are told by where they stand`() {
    let content = Self.content([
      ("a.py", "# new-ui is here\nx = 'old-ui'\ny = 'about new-ui'\nz = flags.new_ui\n"),
      ("README.md", "the flag `new-ui`"),
    ])
    #expect(content.references == [])
    #expect(content.mentions.map(\.call) == ["comment", "text", "code", "document"])
    #expect(content.mentions.map(\.key) == ["new-ui", "old-ui", "new-ui", "new-ui"])
  }

  @Test func `aliases in code count as uses where settings say so`() {
    var settings = FlagReferenceSettings()
    settings.aliases = [.camel, .upperSnake]
    let content = Self.content(
      [("a.ts", "const a = toggles.newUi; // newUi\nconst b = NEW_UI || new_ui;")], settings: settings)
    #expect(content.references.map(\.alias) == ["newUi", "NEW_UI"])
    #expect(content.mentions.map(\.alias) == ["newUi", "new_ui"])
  }

  @Test func `the longest key counts, and only whole words`() {
    let content = Self.content(
      [("a.md", "new-ui.fast xnew-ui new-ui, new-uis")], keys: ["new-ui", "new-ui.fast", "fast"])
    #expect(content.mentions.map(\.key) == ["new-ui.fast", "new-ui"])
  }

  @Test(arguments: [
    ("new-ui", ["newUi", "NewUi", "new_ui", "NEW_UI"]), ("newUI", ["newUi", "NewUi", "new_ui", "new-ui", "NEW_UI"]),
    (
      "HTTPServer.fast",
      ["httpServerFast", "HttpServerFast", "http_server_fast", "http-server-fast", "HTTP_SERVER_FAST"]
    ),
    ("plain", ["Plain", "PLAIN"]), ("v2-new", ["v2New", "V2New", "v2_new", "V2_NEW"]),
  ])
  func `the other ways of writing a key`(key: String, forms: [String]) {
    #expect(FlagReferenceSettings.Alias.allCases.compactMap { $0.form(of: key) }.sorted() == forms.sorted())
  }
}

extension String {
  fileprivate func marking(_ parts: String...) -> String {
    parts.reduce(self) { text, part in text.replacing(part, with: "«\(part)»", maxReplacements: 1) }
  }
}
