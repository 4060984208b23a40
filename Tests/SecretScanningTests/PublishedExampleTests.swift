import GateModel
import Testing

@testable import SecretScanning

/// What providers print in their documentation. In two parts each, for other scanners take them for secrets.
@Suite struct PublishedExampleTests {
  @Test(arguments: [
    ("AKIAIOSF", "ODNN7EXAMPLE"), ("AKIAI44Q", "H8DHBEXAMPLE"), ("wJalrXUtnFEMI/K7MDENG", "/bPxRfiCYEXAMPLEKEY"),
    ("sk_test_4eC39HqLyj", "WDarjtT1zdp7dc"), ("sk_test_BQokikJOvB", "iI2HlWgH4olfQ2"),
    ("gho_16C7e42F292c", "6912E7710c838347Ae178B4a"), ("ghp_16C7e42F292c", "6912E7710c838347Ae178B4a"),
    ("xoxb-17653672481-", "19874698323-pdFZKVeTuE8sk7oOcHrzqqgy"), ("110201543:AAHdqTcv", "CH1vGWJxfSeofSAs0K5PALDsaw"),
    ("MTk4NjIyNDgzNDcxOTI1MjQ4", ".Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"),
    ("AIzaSyDaGmWKa4JsXZ-", "HjGw7ISLn_3namBGewQe"), ("access-sandbox-de3ce8ef-", "33f8-452c-a685-8671031fc0f6"),
    ("AGE-SECRET-", "KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"),
    ("SUACSSL3UAHUDXKFSNVUZRF5UHPM", "WZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY"),
    ("5HueCGU8rMjxEXxiPuD5BDku4", "MkFqeZyd4dZ1jvhTVqvbTLvyTJ"),
    ("6LeIxAcTAAAAAGG-", "vFI1TnRWxMZNFuojJ4WifJWe"), ("07401b", ".f395accd246ae52d"),
    ("sktsec_t_--RAN5U4ivauy4w37", "-6aoKyYPDt5ZbaT5JBVMqiwKo_api"), ("sb_secret_N7UND0UgjKTVK", "-Uodkm0Hg_xSvEMPvz"),
    (
      "SWMTKN-1-49nj1cmql0jkz5s954yi3oex3nedyz0fb0xx14ie39trti4wxv",
      "-8vxv8rssmk743ojnwacrr2e7c"
    ),
    (
      "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6",
      "Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    ),
  ])
  func `an example of a documentation is no secret`(parts: (String, String)) throws {
    let example = parts.0 + parts.1
    for text in ["\(example)\n", "api_key = \"\(example)\"\n", "curl -H 'Authorization: Bearer \(example)'"] {
      #expect(try findings(in: text).isEmpty, "\(text)")
    }
  }

  @Test(arguments: [
    "MNEMONIC=\"myth like bonus scare over problem client lizard pioneer submit female collect\"",
    "PRIVATE_KEY=0x" + "4c0883a69102937d" + "6231471b5dbb6204fe5129617082792ae468d01a3f362318",
    "recaptcha_secret_key: 6LeIxAcTAAAAAGG-" + "vFI1TnRWxMZNFuojJ4WifJWe",
    "[Interface]\nPrivateKey = yAnz5TF+lXXJte14" + "tji3zlMNq+hd2rYUIgJBgB3fBmk=\n",
    "kubeadm join 10.0.0.1:6443 --token 07401b" + ".f395accd246ae52d",
  ])
  func `what everybody has is no secret`(text: String) throws {
    #expect(try findings(in: text).isEmpty)
  }
}
