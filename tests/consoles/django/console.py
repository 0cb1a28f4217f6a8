"""A console made of Django's own admin: one model that grants access. Debian's python3-django runs it, nothing else."""
import os
import sys

import django
from django.conf import settings
from django.core.management import execute_from_command_line

FOLDER = os.environ["CONSOLE_FOLDER"]

settings.configure(
    SECRET_KEY="nothing here is secret: it answers on loopback and is thrown away",
    ALLOWED_HOSTS=[".localhost"],
    DEBUG=True,
    ROOT_URLCONF=__name__,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.path.join(FOLDER, "console.sqlite3")}},
    INSTALLED_APPS=[
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "django.contrib.staticfiles",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    STATIC_URL="/static/",
    USE_TZ=True,
    TIME_ZONE="UTC",
    LANGUAGE_CODE="en-us",
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    SESSION_COOKIE_NAME="console_session",
)
django.setup()

from django.contrib import admin  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.db import models  # noqa: E402
from django.urls import path  # noqa: E402


class Privilege(models.Model):
    code = models.CharField(max_length=60, primary_key=True)

    class Meta:
        app_label = "auth"

    def __str__(self):
        return self.code


class Grant(models.Model):
    tenant = models.CharField("Tenant ID", max_length=40)
    user = models.ForeignKey(get_user_model(), to_field="username", on_delete=models.CASCADE)
    scope = models.ManyToManyField(Privilege)
    ends = models.DateTimeField()

    class Meta:
        app_label = "auth"

    def __str__(self):
        return f"GRANT-{self.pk}"


@admin.register(Grant)
class GrantAdmin(admin.ModelAdmin):
    autocomplete_fields = ["user"]
    filter_horizontal = ["scope"]
    list_display = ["__str__", "tenant", "user", "ends"]
    ordering = ["-pk"]


urlpatterns = [path("admin/", admin.site.urls)]


def fill():
    """Tables and people, made anew."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Privilege)
        editor.create_model(Grant)
    users = get_user_model()
    users.objects.create_superuser("lead-01", "lead-01@support.example", "practice")
    for name in ["admin-77", "admin-78"]:
        users.objects.create_user(name)
    for code in ["tenant.admin.restore", "tenant.admin.read", "all-tenants"]:
        Privilege.objects.create(code=code)


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        fill()
    else:
        execute_from_command_line([sys.argv[0], "runserver", "--noreload", "--insecure", sys.argv[2]])
