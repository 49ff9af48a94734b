"""Runs migrations on the connection that the record hands over; there is no other way in."""

from alembic import context

from redshank.record.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
