"""The launcher behind `./warraq`: sets up `.venv` beside it, then runs the builder in it.

It runs before anything is installed, so it imports the standard library alone, and nothing of
`builder`.

    main ─▶ environment (what `.venv` was made of, and making it) ─▶ lock, messages
         ─▶ checks (`./warraq test`) ─▶ chromium (the browser for the browser tests)
"""
