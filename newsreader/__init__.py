"""The Django project: settings, addresses, security headers, static files, and the server that runs it all."""
