"""The two roles that an administrator gives to accounts; what each may do beyond its own articles."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

EDITORS = {
    "article": ("add", "change", "delete", "view"),
    "mention": ("add", "change", "delete", "view"),
    "quotation": ("add", "change", "delete", "view"),
    "quantity": ("add", "change", "delete", "view"),
    "entity": ("add", "change", "delete", "view"),
    "alias": ("add", "change", "delete", "view"),
    "correction": ("view",),
    "worker": ("view",),
}


def create(apps, schema_editor):
    # permissions come into being after all migrations; these are needed now
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    config.models_module = None

    group = apps.get_model("auth", "Group").objects
    permission = apps.get_model("auth", "Permission").objects
    group.get_or_create(name="Readers")
    editors, _ = group.get_or_create(name="Editors")
    editors.permissions.set(
        permission.get(content_type__app_label="articles", codename=f"{action}_{model}")
        for model, actions in EDITORS.items()
        for action in actions
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_search_index"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    # accounts keep their roles
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
